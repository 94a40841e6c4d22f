namespace FlinkYarn.TaskManager.Records;

/// <summary>A batch whose row type is known to its producer and its consumer only.</summary>
interface IRecordBatch
{
    int Count { get; }

    void Release();
}
