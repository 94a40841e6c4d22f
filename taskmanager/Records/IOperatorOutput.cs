namespace FlinkYarn.TaskManager.Records;

/// <summary>Takes what an operator puts out: the next operator, a result partition, or several of them.</summary>
interface IOperatorOutput<T>
{
    /// <summary>Takes rows; they are valid during the call only.</summary>
    void Process(RecordSpan<T> rows);

    void ProcessWatermark(Watermark watermark);

    /// <summary>No row follows.</summary>
    void Finish();
}
