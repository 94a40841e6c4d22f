namespace FlinkYarn.TaskManager.Memory;

/// <summary>
/// A memory segment with its content; it belongs to one thread at a time and goes back to its owner when it was read.
/// </summary>
sealed class NetworkBuffer(byte[] segment, IBufferOwner owner)
{
    /// <summary>Bytes at the beginning of each segment that the frame's header will take.</summary>
    public const int HeaderRoom = 18;

    public byte[] Segment => segment;

    /// <summary>Whom it goes back to.</summary>
    public IBufferOwner Owner => owner;

    /// <summary>End of the content, which begins at <see cref="HeaderRoom"/>.</summary>
    public int End { get; set; } = HeaderRoom;

    public BufferKind Kind { get; set; }

    public ReadOnlySpan<byte> Content => segment.AsSpan(HeaderRoom, End - HeaderRoom);

    public bool IsEmpty => End == HeaderRoom;

    public void Release() => owner.Recycle(this);

    public void Clear()
    {
        End = HeaderRoom;
        Kind = BufferKind.Rows;
    }
}
