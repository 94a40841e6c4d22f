namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>
/// Cuts a file's bytes, block after block, into the lines of one split (Hadoop's LineRecordReader): those that begin
/// after its offset and not after its end, and at the file's begin also the first. The last one is read past the end.
/// </summary>
sealed class SplitLines(long offset, long length)
{
    /// <summary>A longer line is no text.</summary>
    public const int LongestLine = 64 << 20;

    const byte LineFeed = (byte)'\n';
    const byte CarriageReturn = (byte)'\r';

    readonly long end = offset + length;
    ReadOnlyMemory<byte> block;
    byte[] carry = [];
    int carried;
    int position;
    long lineStart = offset;
    bool isSkipping = offset > 0;
    bool isFirst = offset == 0;
    bool isFileEnded;

    /// <summary>Gives the next bytes, which must stay as they are until the next ones are asked for.</summary>
    public void Feed(ReadOnlyMemory<byte> next)
    {
        block = next;
        position = 0;
    }

    /// <summary>There are no more bytes in the file.</summary>
    public void EndFile() => isFileEnded = true;

    /// <summary>The next line without its end; the span is valid until the next call.</summary>
    public LineStatus TryNext(out ReadOnlySpan<byte> line)
    {
        line = default;
        while (lineStart <= end)
        {
            var rest = block.Span[position..];
            var length = rest.IndexOf(LineFeed);
            if (length < 0)
            {
                return TakeRest(rest, out line);
            }

            position += length + 1;
            var isOwn = !isSkipping;
            line = Complete(rest[..length]);
            if (isOwn)
            {
                return LineStatus.Line;
            }
        }

        return LineStatus.Ended;
    }

    LineStatus TakeRest(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        Carry(rest);
        position = block.Length;
        line = default;
        if (!isFileEnded)
        {
            return LineStatus.NeedsMore;
        }

        var isLine = carried > 0 && !isSkipping;
        lineStart = long.MaxValue;
        if (isLine)
        {
            line = Trim(carry.AsSpan(0, carried), isFirst);
        }

        return isLine ? LineStatus.Line : LineStatus.Ended;
    }

    ReadOnlySpan<byte> Complete(ReadOnlySpan<byte> part)
    {
        var whole = part;
        if (carried > 0)
        {
            Carry(part);
            whole = carry.AsSpan(0, carried);
            carried = 0;
        }

        lineStart += whole.Length + 1;
        isSkipping = false;
        var line = Trim(whole, isFirst);
        isFirst = false;
        return line;
    }

    static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line, bool isFirstOfFile)
    {
        if (isFirstOfFile && line.StartsWith("\uFEFF"u8))
        {
            line = line[3..];
        }

        return !line.IsEmpty && line[^1] == CarriageReturn ? line[..^1] : line;
    }

    void Carry(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            return;
        }

        var needed = (long)carried + part.Length;
        if (needed > LongestLine)
        {
            throw new InvalidDataException($"The line that begins at byte {lineStart} is longer than {LongestLine} bytes.");
        }

        if (needed > carry.Length)
        {
            Array.Resize(ref carry, (int)Math.Max(needed, Math.Min(carry.Length * 2L, LongestLine)));
        }

        part.CopyTo(carry.AsSpan(carried));
        carried += part.Length;
    }
}
