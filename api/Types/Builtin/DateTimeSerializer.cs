namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Ticks in 62 bits and the kind in the upper two; no conversion between time zones.</summary>
sealed class DateTimeSerializer : TypeSerializer<DateTime>
{
    const int KindShift = 62;

    public override bool IsImmutable => true;

    public override void Write(DateTime value, ref RecordWriter writer) =>
        writer.WriteInt64(value.Ticks | ((long)value.Kind << KindShift));

    public override DateTime Read(ref RecordReader reader)
    {
        var bits = (ulong)reader.ReadInt64();
        var ticks = (long)(bits & ((1UL << KindShift) - 1));
        var kind = (DateTimeKind)(bits >> KindShift);
        return ticks <= DateTime.MaxValue.Ticks && kind <= DateTimeKind.Local
            ? new DateTime(ticks, kind)
            : throw new RecordFormatException($"Not a date: ticks {ticks}, kind {(int)kind}.");
    }
}
