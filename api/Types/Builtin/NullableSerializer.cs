namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Whether there is a value, then the value.</summary>
sealed class NullableSerializer<T>(TypeSerializer<T> value) : TypeSerializer<T?>
    where T : struct
{
    public override bool IsImmutable => value.IsImmutable;

    public override void Write(T? nullable, ref RecordWriter writer)
    {
        writer.WriteBoolean(nullable.HasValue);
        if (nullable is { } present)
        {
            value.Write(present, ref writer);
        }
    }

    public override T? Read(ref RecordReader reader) => reader.ReadBoolean() ? value.Read(ref reader) : null;
}
