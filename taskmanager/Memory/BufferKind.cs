namespace FlinkYarn.TaskManager.Memory;

/// <summary>What the bytes of a network buffer are; the values are the wire's.</summary>
enum BufferKind : byte
{
    /// <summary>Whole rows, one after the other.</summary>
    Rows = 0,

    /// <summary>Whole rows, each after its timestamp of eight bytes.</summary>
    TimestampedRows = 1,

    /// <summary>First part of a row that is larger than a buffer: four bytes of total length, then bytes.</summary>
    LargeRowStart = 2,

    /// <summary>Next bytes of such a row.</summary>
    LargeRowPart = 3,

    /// <summary>A watermark of eight bytes.</summary>
    Watermark = 4,
}
