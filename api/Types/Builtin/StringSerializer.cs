namespace FlinkYarn.Api.Types.Builtin;

/// <summary>UTF-8 with its length; null is allowed.</summary>
sealed class StringSerializer : TypeSerializer<string?>
{
    public override bool IsImmutable => true;

    public override void Write(string? value, ref RecordWriter writer) => writer.WriteString(value);

    public override string? Read(ref RecordReader reader) => reader.ReadString();
}
