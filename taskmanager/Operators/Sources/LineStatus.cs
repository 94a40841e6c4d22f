namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>What asking a split for its next line gave.</summary>
enum LineStatus
{
    Line,

    /// <summary>More bytes of the file are needed.</summary>
    NeedsMore,

    Ended,
}
