namespace FlinkYarn.Api.Types.Builtin;

/// <summary>Ticks of the local time, then the offset in minutes.</summary>
sealed class DateTimeOffsetSerializer : TypeSerializer<DateTimeOffset>
{
    public override bool IsImmutable => true;

    public override void Write(DateTimeOffset value, ref RecordWriter writer)
    {
        writer.WriteInt64(value.Ticks);
        writer.WriteRaw((short)value.TotalOffsetMinutes);
    }

    public override DateTimeOffset Read(ref RecordReader reader)
    {
        var ticks = reader.ReadInt64();
        var minutes = reader.ReadRaw<short>();
        try
        {
            return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
        }
        catch (ArgumentException)
        {
            throw new RecordFormatException($"Not a date with offset: ticks {ticks}, offset {minutes} min.");
        }
    }
}
