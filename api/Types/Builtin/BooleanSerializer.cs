namespace FlinkYarn.Api.Types.Builtin;

/// <summary>One byte, 0 or 1.</summary>
sealed class BooleanSerializer : TypeSerializer<bool>
{
    public override bool IsImmutable => true;

    public override void Write(bool value, ref RecordWriter writer) => writer.WriteBoolean(value);

    public override bool Read(ref RecordReader reader) => reader.ReadBoolean();
}
