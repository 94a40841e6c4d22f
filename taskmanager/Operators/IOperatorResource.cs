namespace FlinkYarn.TaskManager.Operators;

/// <summary>Something outside the process that an operator holds: a file being written, rows on their way.</summary>
interface IOperatorResource
{
    /// <summary>Sends on what waits for more, without waiting itself.</summary>
    void Flush();

    /// <summary>The task did not finish: nothing of it may stay.</summary>
    Task AbortAsync();
}
