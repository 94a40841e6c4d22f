using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>Finds the types and methods that <see cref="TypeReferenceWriter"/> named, and no others.</summary>
sealed class TypeReferenceReader(IClosureTypeSource source)
{
    const int DeepestNesting = 64;
    const int MostTypeArguments = 32;
    const int TypeDefinitionTable = 0x02;
    const int MethodDefinitionTable = 0x06;

    static readonly Assembly Api = typeof(TypeReferenceReader).Assembly;

    static readonly Assembly[] Framework =
    [
        typeof(object).Assembly, typeof(HashSet<>).Assembly, typeof(SortedSet<>).Assembly, typeof(Uri).Assembly,
        typeof(BigInteger).Assembly, typeof(Enumerable).Assembly, typeof(ConcurrentDictionary<,>).Assembly,
    ];

    readonly List<Assembly> assemblies = [];
    int depth;

    public Type Read(ref RecordReader input)
    {
        if (++depth > DeepestNesting)
        {
            throw new ClosureFormatException($"A type is nested deeper than {DeepestNesting}.");
        }

        var type = (TypeTag)input.ReadByte() switch
        {
            TypeTag.Framework => FindByName(Framework, input.ReadString()),
            TypeTag.Api => FindByName([Api], input.ReadString()),
            TypeTag.Program => ReadToken(ref input, TypeDefinitionTable, (module, token) => module.ResolveType(token)),
            TypeTag.Generic => Read(ref input) is { IsGenericTypeDefinition: true } definition
                ? definition.MakeGenericType(ReadAll(ref input))
                : throw new ClosureFormatException("Type arguments for a type that takes none."),
            TypeTag.Array => Read(ref input).MakeArrayType(),
            var unknown => throw new ClosureFormatException($"Unknown kind of type {unknown}."),
        };
        depth--;
        return type;
    }

    public MethodInfo ReadMethod(ref RecordReader input)
    {
        var declaring = Read(ref input);
        if (FrameworkTypes.IsFramework(declaring))
        {
            var name = input.ReadString() ?? "";
            return FrameworkMethods.Find(declaring, name, ReadAll(ref input));
        }

        var method = declaring.Assembly == Api ? FindOurs(declaring, input.ReadString()) : FindByToken(declaring, ref input);
        var arguments = ReadAll(ref input);
        return arguments.Length == 0 ? method : method.MakeGenericMethod(arguments);
    }

    Type[] ReadAll(ref RecordReader input)
    {
        var count = input.ReadCount();
        if (count > MostTypeArguments)
        {
            throw new ClosureFormatException($"{count} type arguments.");
        }

        var types = new Type[count];
        for (var index = 0; index < count; index++)
        {
            types[index] = Read(ref input);
        }

        return types;
    }

    static Type FindByName(Assembly[] where, string? name)
    {
        foreach (var assembly in where)
        {
            if (name is not null && assembly.GetType(name, throwOnError: false) is { } found)
            {
                return found;
            }
        }

        throw new ClosureFormatException($"There is no type {name} among those that may be named.");
    }

    static MethodInfo FindOurs(Type declaring, string? name) =>
        declaring.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .SingleOrDefault(method => method.Name == name)
        ?? throw new ClosureFormatException($"{declaring.Name} has no method {name}.");

    // By token on the definition, then the same member of the closed generic type.
    static MethodInfo FindByToken(Type declaring, ref RecordReader input)
    {
        var token = CheckedToken(input.ReadInt32(), MethodDefinitionTable);
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
            | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return declaring.GetMethods(all).SingleOrDefault(method => method.MetadataToken == token)
            ?? throw new ClosureFormatException($"{declaring} has no method with token {token:X8}.");
    }

    T ReadToken<T>(ref RecordReader input, int table, Func<Module, int, T> resolve)
    {
        var module = ReadAssembly(ref input).ManifestModule;
        return resolve(module, CheckedToken(input.ReadInt32(), table));
    }

    static int CheckedToken(int token, int table) =>
        token >>> 24 == table ? token : throw new ClosureFormatException($"{token:X8} is no token of table {table:X2}.");

    Assembly ReadAssembly(ref RecordReader input)
    {
        var number = (int)input.ReadVarUInt32();
        if ((uint)number < (uint)assemblies.Count)
        {
            return assemblies[number];
        }

        if (number != assemblies.Count)
        {
            throw new ClosureFormatException($"Assembly {number} after {assemblies.Count} known ones.");
        }

        var name = input.ReadString() ?? "";
        var version = input.ReadRaw<Guid>();
        var assembly = source.Find(name) ?? throw new ClosureFormatException(
            $"The program's assembly {name} is not there. Publish the program with all it references.");
        if (assembly.ManifestModule.ModuleVersionId != version)
        {
            throw new ClosureFormatException(
                $"The assembly {name} here is another build than the one the job was submitted with. "
                + "Submit the job again with the program as it is now.");
        }

        assemblies.Add(assembly);
        return assembly;
    }
}
