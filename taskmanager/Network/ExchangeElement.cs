using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Records;

namespace FlinkYarn.TaskManager.Network;

/// <summary>One thing in a subpartition: serialized rows, or a batch handed over as it is.</summary>
readonly struct ExchangeElement
{
    public ExchangeElement(NetworkBuffer buffer) => Buffer = buffer;

    public ExchangeElement(IRecordBatch batch) => Batch = batch;

    public NetworkBuffer? Buffer { get; }

    public IRecordBatch? Batch { get; }

    public void Release()
    {
        Buffer?.Release();
        Batch?.Release();
    }
}
