using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Network;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>The operators of one task, ready to run on its thread.</summary>
sealed class RunningChain(
    IChainHead head, IReadOnlyList<IPartitionWriter> writers, IReadOnlyList<IOperatorResource> resources,
    IReadOnlyList<FileCommittable> committables) : IDisposable
{
    public IChainHead Head => head;

    /// <summary>What the sinks have written aside, complete when the head has ended.</summary>
    public IReadOnlyList<FileCommittable> Committables => committables;

    public long RowsOut => writers.Sum(writer => writer.RowsOut);

    /// <summary>Hands over what waits for more rows.</summary>
    public void Flush()
    {
        foreach (var writer in writers)
        {
            writer.Flush();
        }

        foreach (var resource in resources)
        {
            resource.Flush();
        }
    }

    /// <summary>Gives back what head and outputs hold, at whatever point the task has ended.</summary>
    public void Dispose()
    {
        head.Dispose();
        foreach (var writer in writers)
        {
            writer.Abandon();
        }
    }

    /// <summary>Removes what the sinks have written; all are tried, the first failure is thrown.</summary>
    public Task AbortAsync() => Task.WhenAll(resources.Select(resource => resource.AbortAsync()));
}
