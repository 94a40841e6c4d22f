using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Threading;
using InputGate = FlinkYarn.TaskManager.Network.InputGate;
using ResultPartition = FlinkYarn.TaskManager.Network.ResultPartition;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>The inputs and outputs of one task, given back whatever happens.</summary>
sealed class TaskExchange : IDisposable
{
    readonly NetworkManager network;
    readonly TaskInput? input;
    readonly List<(int ChainOutput, ResultPartition Partition)> outputs = [];

    public TaskExchange(DeployTask task, NetworkManager network, TaskSignal signal)
    {
        this.network = network;
        try
        {
            input = task.Inputs.Count > 0 ? network.CreateInput(task.Inputs, signal) : null;
            foreach (var output in task.Outputs)
            {
                var partition = network.CreatePartition(PartitionKey.Of(output.Id), output.Subpartitions, signal);
                outputs.Add((output.ChainOutput, partition));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public InputGate? Input => input?.Gate;

    public IReadOnlyList<(int ChainOutput, ResultPartition Partition)> Outputs => outputs;

    /// <summary>Lets consumers read and asks producers for their rows.</summary>
    public void Open()
    {
        foreach (var (_, partition) in outputs)
        {
            network.Partitions.Add(partition);
        }

        input?.Open();
    }

    /// <summary>Waits, on the task's thread, until all consumers have everything.</summary>
    public void WaitUntilConsumed()
    {
        foreach (var (_, partition) in outputs)
        {
            partition.WaitUntilConsumed();
        }
    }

    public void Dispose()
    {
        foreach (var (_, partition) in outputs)
        {
            network.Partitions.Remove(partition);
            partition.Release();
        }

        input?.Close();
    }
}
