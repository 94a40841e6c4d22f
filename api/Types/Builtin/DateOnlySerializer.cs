namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The day's number.</summary>
sealed class DateOnlySerializer : TypeSerializer<DateOnly>
{
    public override bool IsImmutable => true;

    public override void Write(DateOnly value, ref RecordWriter writer) => writer.WriteInt32(value.DayNumber);

    public override DateOnly Read(ref RecordReader reader) =>
        reader.ReadInt32() is var day && day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber(day)
            : throw new RecordFormatException($"Not a day's number: {day}.");
}
