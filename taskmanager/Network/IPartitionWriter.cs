namespace FlinkYarn.TaskManager.Network;

/// <summary>A partition's writer whose row type is not known to the asker.</summary>
interface IPartitionWriter
{
    ResultPartition Partition { get; }

    long RowsOut { get; }

    /// <summary>Hands over what was begun, so that no row waits for others any longer.</summary>
    void Flush();

    /// <summary>Gives back what was begun; nothing is written any more.</summary>
    void Abandon();
}
