namespace FlinkYarn.TaskManager.Network;

/// <summary>The one reader of a subpartition: a local input channel, or a sender to another TaskManager.</summary>
interface ISubpartitionConsumer
{
    /// <summary>There may be something to take. Called by the producer's thread, outside all locks.</summary>
    void OnDataAvailable();
}
