namespace FlinkYarn.TaskManager.Network;

/// <summary>What asking a subpartition for its next element gave.</summary>
enum SubpartitionStatus
{
    /// <summary>An element.</summary>
    Taken,

    /// <summary>Nothing yet.</summary>
    Empty,

    /// <summary>Nothing, for ever.</summary>
    Ended,
}
