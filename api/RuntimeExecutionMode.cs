namespace FlinkYarn.Api;

/// <summary>How a job treats its bounded input (FLIP-134).</summary>
public enum RuntimeExecutionMode
{
    /// <summary>Results are emitted as they change: a rolling sum gives a row for every input row.</summary>
    Streaming,

    /// <summary>All input is known to end: a keyed aggregation gives one row a key, at the end.</summary>
    Batch,
}
