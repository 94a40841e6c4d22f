using System.Numerics;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Closures;

/// <summary>Values that are written by their serializer; a type's place in the list is its code, so only append.</summary>
static class Primitives
{
    static readonly IPrimitive[] ByCode =
    [
        new Primitive<bool>(), new Primitive<byte>(), new Primitive<sbyte>(), new Primitive<short>(),
        new Primitive<ushort>(), new Primitive<int>(), new Primitive<uint>(), new Primitive<long>(),
        new Primitive<ulong>(), new Primitive<Int128>(), new Primitive<UInt128>(), new Primitive<Half>(),
        new Primitive<float>(), new Primitive<double>(), new Primitive<char>(), new Primitive<decimal>(),
        new Primitive<string>(), new Primitive<Guid>(), new Primitive<DateTime>(), new Primitive<DateTimeOffset>(),
        new Primitive<TimeSpan>(), new Primitive<DateOnly>(), new Primitive<TimeOnly>(), new Primitive<BigInteger>(),
        new Primitive<Uri>(),
    ];

    static readonly Dictionary<Type, int> Codes =
        ByCode.Select((primitive, code) => (primitive.Type, code)).ToDictionary(pair => pair.Type, pair => pair.code);

    public static bool TryGetCode(Type type, out int code) => Codes.TryGetValue(type, out code);

    public static IPrimitive Get(int code) =>
        (uint)code < ByCode.Length ? ByCode[code] : throw new ClosureFormatException($"Unknown primitive {code}.");
}

/// <summary>One primitive type, boxed and in arrays.</summary>
interface IPrimitive
{
    Type Type { get; }

    void Write(object value, ref RecordWriter writer);

    object Read(ref RecordReader reader);

    void WriteArray(Array values, ref RecordWriter writer);

    Array ReadArray(ref RecordReader reader);
}

/// <inheritdoc cref="IPrimitive"/>
sealed class Primitive<T> : IPrimitive
{
    readonly TypeSerializer<T> single = TypeSerializers.For<T>();
    readonly TypeSerializer<T[]> array = TypeSerializers.For<T[]>();

    public Type Type => typeof(T);

    public void Write(object value, ref RecordWriter writer) => single.Write((T)value, ref writer);

    public object Read(ref RecordReader reader) =>
        single.Read(ref reader) ?? throw new ClosureFormatException($"A {typeof(T).Name} is missing.");

    public void WriteArray(Array values, ref RecordWriter writer) => array.Write((T[])values, ref writer);

    public Array ReadArray(ref RecordReader reader) =>
        array.Read(ref reader) ?? throw new ClosureFormatException($"An array of {typeof(T).Name} is missing.");
}
