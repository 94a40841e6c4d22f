namespace FlinkYarn.TaskManager.Network;

/// <summary>An input gate with its buffers, as a task owns it.</summary>
sealed class TaskInput(InputGate gate, GateBuffers buffers, NetworkManager network)
{
    public InputGate Gate => gate;

    /// <summary>Asks all producers for their rows.</summary>
    public void Open()
    {
        foreach (var channel in gate.Channels)
        {
            network.Request(channel);
        }
    }

    public void Close()
    {
        gate.Close();
        lock (buffers.Sync)
        {
            buffers.Close();
        }
    }
}
