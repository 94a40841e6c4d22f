namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>What one step of reading a split came to.</summary>
enum SplitStatus
{
    Progressed,

    /// <summary>The signal is set when there is more.</summary>
    Waiting,

    Ended,
}
