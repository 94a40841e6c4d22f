using System.Numerics;

namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Two's complement, little-endian, with its length.</summary>
sealed class BigIntegerSerializer : TypeSerializer<BigInteger>
{
    public override bool IsImmutable => true;

    public override void Write(BigInteger value, ref RecordWriter writer)
    {
        var bytes = value.ToByteArray();
        writer.WriteVarUInt32((uint)bytes.Length);
        writer.WriteBytes(bytes);
    }

    public override BigInteger Read(ref RecordReader reader) => new(reader.ReadBytes(reader.ReadCount()));
}
