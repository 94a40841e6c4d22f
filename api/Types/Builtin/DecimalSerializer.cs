namespace FlinkYarn.Api.Types.Builtin;

/// <summary>The four 32-bit parts of <see cref="decimal.GetBits(decimal)"/>.</summary>
sealed class DecimalSerializer : TypeSerializer<decimal>
{
    public override bool IsImmutable => true;

    public override void Write(decimal value, ref RecordWriter writer)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        foreach (var part in parts)
        {
            writer.WriteInt32(part);
        }
    }

    public override decimal Read(ref RecordReader reader)
    {
        Span<int> parts = [reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()];
        try
        {
            return new decimal(parts);
        }
        catch (ArgumentException)
        {
            throw new RecordFormatException($"Not a decimal: its flags are {parts[3]:X8}.");
        }
    }
}
