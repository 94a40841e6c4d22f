namespace FlinkYarn.TaskManager.Network;

/// <summary>What a task's input has next.</summary>
enum InputStatus
{
    Rows,

    Watermark,

    /// <summary>Nothing now.</summary>
    Empty,

    /// <summary>Nothing any more.</summary>
    Ended,
}
