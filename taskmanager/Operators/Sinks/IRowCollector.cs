namespace FlinkYarn.TaskManager.Operators.Sinks;

/// <summary>Takes the rows of collect sinks to the JobManager.</summary>
interface IRowCollector
{
    /// <summary>Completes when the JobManager has them.</summary>
    /// <param name="operatorId">The sink.</param>
    /// <param name="rows">A whole number of serialized rows; copied before this returns.</param>
    Task SendAsync(string operatorId, ReadOnlySpan<byte> rows);
}
