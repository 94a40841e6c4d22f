using System.Reflection;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>
/// Names types and methods: the program's by assembly, module version and metadata token, which are exact for one
/// build; the framework's and ours by name.
/// </summary>
sealed class TypeReferenceWriter
{
    readonly Dictionary<Assembly, int> assemblies = [];

    public void Write(Type type, ref RecordWriter output)
    {
        if (type.IsArray)
        {
            output.WriteByte((byte)TypeTag.Array);
            Write(type.GetElementType()!, ref output);
        }
        else if (type is { IsGenericType: true, IsGenericTypeDefinition: false })
        {
            output.WriteByte((byte)TypeTag.Generic);
            Write(type.GetGenericTypeDefinition(), ref output);
            WriteAll(type.GetGenericArguments(), ref output);
        }
        else if (TravelRules.IsOurs(type) || FrameworkTypes.IsFramework(type))
        {
            output.WriteByte((byte)(TravelRules.IsOurs(type) ? TypeTag.Api : TypeTag.Framework));
            output.WriteString(type.FullName);
        }
        else
        {
            output.WriteByte((byte)TypeTag.Program);
            WriteAssembly(type.Assembly, ref output);
            output.WriteInt32(type.MetadataToken);
        }
    }

    public void WriteMethod(MethodInfo method, ref RecordWriter output)
    {
        var declaring = method.DeclaringType!;
        Write(declaring, ref output);
        if (FrameworkTypes.IsFramework(declaring))
        {
            output.WriteString(method.Name);
            WriteAll([.. method.GetParameters().Select(parameter => parameter.ParameterType)], ref output);
            return;
        }

        if (TravelRules.IsOurs(declaring))
        {
            output.WriteString(method.Name);
        }
        else
        {
            output.WriteInt32(method.MetadataToken);
        }

        WriteAll(method.IsGenericMethod ? method.GetGenericArguments() : [], ref output);
    }

    void WriteAll(Type[] types, ref RecordWriter output)
    {
        output.WriteVarUInt32((uint)types.Length);
        foreach (var type in types)
        {
            Write(type, ref output);
        }
    }

    // A number; at an assembly's first use its name and module version follow.
    void WriteAssembly(Assembly assembly, ref RecordWriter output)
    {
        if (assemblies.TryGetValue(assembly, out var number))
        {
            output.WriteVarUInt32((uint)number);
            return;
        }

        output.WriteVarUInt32((uint)assemblies.Count);
        assemblies.Add(assembly, assemblies.Count);
        output.WriteString(assembly.GetName().Name);
        output.WriteRaw(assembly.ManifestModule.ModuleVersionId);
    }
}
