using System.Runtime.CompilerServices;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>Rebuilds what <see cref="ClosureWriter"/> wrote. One use.</summary>
sealed class ClosureReader(IClosureTypeSource source)
{
    readonly TypeReferenceReader types = new(source);
    readonly List<object?> read = [];
    readonly Dictionary<int, List<Action<object>>> waiting = [];

    public object? Read(ref RecordReader input)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new ClosureFormatException("The encoded functions are nested too deeply.");
        }

        return (ClosureTag)input.ReadByte() switch
        {
            ClosureTag.Null => null,
            ClosureTag.Reference => ReadReference(ref input),
            ClosureTag.Primitive => Primitives.Get(input.ReadByte()).Read(ref input),
            ClosureTag.Enum => ReadEnum(ref input),
            ClosureTag.Type => types.Read(ref input),
            ClosureTag.Array => ReadArray(ref input),
            ClosureTag.PrimitiveArray => Keep(Primitives.Get(input.ReadByte()).ReadArray(ref input)),
            ClosureTag.Delegate => ReadDelegate(ref input),
            ClosureTag.Collection => ReadCollection(ref input),
            ClosureTag.Comparer => Keep(KnownCollections.Comparer(input.ReadByte())),
            ClosureTag.Object => ReadFields(ref input),
            var unknown => throw new ClosureFormatException($"Unknown kind of value {unknown}."),
        };
    }

    object ReadReference(ref RecordReader input)
    {
        var number = input.ReadVarUInt32();
        return number < read.Count
            ? read[(int)number] ?? new UnfinishedFunction((int)number)
            : throw new ClosureFormatException($"Object {number} is referred to before it is there.");
    }

    // A function that calls itself is captured by its own target: that place is filled when the function is made.
    void Fill(object? value, Action<object?> set)
    {
        if (value is not UnfinishedFunction(var number))
        {
            set(value);
        }
        else if (waiting.TryGetValue(number, out var places))
        {
            places.Add(set);
        }
        else
        {
            waiting.Add(number, [set]);
        }
    }

    object ReadEnum(ref RecordReader input)
    {
        var type = types.Read(ref input);
        var number = input.ReadInt64();
        return type.IsEnum
            ? Enum.ToObject(type, number)
            : throw new ClosureFormatException($"{type} is no enum.");
    }

    Array ReadArray(ref RecordReader input)
    {
        var element = types.Read(ref input);
        var array = Array.CreateInstance(element, input.ReadCount());
        Keep(array);
        for (var index = 0; index < array.Length; index++)
        {
            var place = index;
            Fill(Read(ref input), item => array.SetValue(item, place));
        }

        return array;
    }

    Delegate ReadDelegate(ref RecordReader input)
    {
        // Its number is taken before its target's, as the writer did.
        var place = read.Count;
        read.Add(null);
        var type = types.Read(ref input);
        var method = types.ReadMethod(ref input);
        var target = Read(ref input);
        if (!typeof(Delegate).IsAssignableFrom(type) || (target is null && !method.IsStatic))
        {
            throw new ClosureFormatException($"{type} cannot be made of {method.Name}.");
        }

        var function = Delegate.CreateDelegate(type, target, method);
        read[place] = function;
        if (waiting.Remove(place, out var places))
        {
            places.ForEach(set => set(function));
        }

        return function;
    }

    object ReadCollection(ref RecordReader input)
    {
        var type = types.Read(ref input);
        if (!KnownCollections.Contains(type))
        {
            throw new ClosureFormatException($"{type} is no collection that travels.");
        }

        var collection = Keep(KnownCollections.Create(type, input.ReadByte()));
        var add = KnownCollections.Adder(collection);
        for (var left = input.ReadCount(); left > 0; left--)
        {
            add(Read(ref input) is var item and not UnfinishedFunction ? item : throw new ClosureFormatException(
                $"A {type} has a function before that is made."));
        }

        return collection;
    }

    object ReadFields(ref RecordReader input)
    {
        var type = types.Read(ref input);
        if (type.ContainsGenericParameters || type.IsAbstract || type.IsInterface
            || typeof(Delegate).IsAssignableFrom(type)
            || (FrameworkTypes.IsFramework(type) && !FrameworkTypes.IsPlainData(type)))
        {
            throw new ClosureFormatException($"A {type} is not made of its fields.");
        }

        var made = RuntimeHelpers.GetUninitializedObject(type);
        if (!type.IsValueType)
        {
            Keep(made);
        }

        foreach (var field in SerializedFields.Of(type))
        {
            Fill(Read(ref input), value => field.Info.SetValue(made, value));
        }

        return made;
    }

    T Keep<T>(T made)
        where T : notnull
    {
        read.Add(made);
        return made;
    }

    sealed record UnfinishedFunction(int Number);
}
