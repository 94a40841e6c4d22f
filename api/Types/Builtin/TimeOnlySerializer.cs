namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Ticks since midnight.</summary>
sealed class TimeOnlySerializer : TypeSerializer<TimeOnly>
{
    public override bool IsImmutable => true;

    public override void Write(TimeOnly value, ref RecordWriter writer) => writer.WriteInt64(value.Ticks);

    public override TimeOnly Read(ref RecordReader reader) =>
        reader.ReadInt64() is var ticks && ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks
            ? new TimeOnly(ticks)
            : throw new RecordFormatException($"Not a time of day: {ticks} ticks.");
}
