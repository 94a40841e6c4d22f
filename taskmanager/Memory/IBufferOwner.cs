namespace FlinkYarn.TaskManager.Memory;

/// <summary>Takes back a buffer that was read: a producer's pool, or the input channel that it gives credit for.</summary>
interface IBufferOwner
{
    void Recycle(NetworkBuffer buffer);
}
