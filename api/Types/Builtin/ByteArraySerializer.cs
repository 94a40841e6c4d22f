namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The bytes with their number; null is allowed.</summary>
sealed class ByteArraySerializer : TypeSerializer<byte[]?>
{
    public override bool IsImmutable => false;

    public override void Write(byte[]? value, ref RecordWriter writer)
    {
        writer.WriteBoolean(value is not null);
        if (value is not null)
        {
            writer.WriteVarUInt32((uint)value.Length);
            writer.WriteBytes(value);
        }
    }

    public override byte[]? Read(ref RecordReader reader) =>
        reader.ReadBoolean() ? reader.ReadBytes(reader.ReadCount()).ToArray() : null;
}
