namespace FlinkYarn.Api.Types.Builtin;

/// <summary>What all sequences have in common: the number of elements plus one (0 is null), then the elements.</summary>
static class Elements
{
    // Memory grows with what is read, not with what a count promises.
    const int FirstCapacity = 1024;

    public static void Write<T>(IReadOnlyCollection<T>? values, TypeSerializer<T> element, ref RecordWriter writer)
    {
        if (values is null)
        {
            writer.WriteVarUInt32(0);
            return;
        }

        writer.WriteVarUInt32((uint)values.Count + 1);
        foreach (var value in values)
        {
            element.Write(value, ref writer);
        }
    }

    public static List<T>? Read<T>(TypeSerializer<T> element, ref RecordReader reader)
    {
        var countPlusOne = reader.ReadVarUInt32();
        if (countPlusOne == 0)
        {
            return null;
        }

        var count = countPlusOne - 1;
        var values = new List<T>((int)Math.Min(count, FirstCapacity));
        while (values.Count < count)
        {
            var before = reader.Position;
            values.Add(element.Read(ref reader));
            if (reader.Position == before && count > FirstCapacity)
            {
                throw new RecordFormatException($"{count} elements without any bytes.");
            }
        }

        return values;
    }
}
