namespace FlinkYarn.TaskManager.Network;

/// <summary>One producer's rows on their way into a task. What it reads from is decided by where the producer runs.</summary>
abstract class InputChannel(InputGate gate, int index, PartitionKey partition)
{
    protected InputGate Gate => gate;

    public int Index => index;

    public PartitionKey Partition => partition;

    /// <summary>Whether the channel stands in its gate's queue; kept by the gate under its lock.</summary>
    public bool IsReady { get; set; }

    /// <summary>The next element, if there is one; called by the task's thread.</summary>
    public abstract SubpartitionStatus TryTake(out ExchangeElement element, out bool hasMore);

    /// <summary>Called by the task's thread when it has taken the end.</summary>
    public abstract void Confirm();

    /// <summary>Lets go of the producer, whatever it still has.</summary>
    public abstract void Close();
}
