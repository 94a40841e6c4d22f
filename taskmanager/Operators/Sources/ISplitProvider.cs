using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>Gets this subtask's splits from whoever enumerates them.</summary>
interface ISplitProvider
{
    /// <summary>The next split; null when there are no more.</summary>
    Task<Split?> NextAsync();
}
