namespace FlinkYarn.Api.Execution;

/// <summary>What is known of a job that finished.</summary>
/// <param name="JobId">32 lower-case hexadecimal digits.</param>
/// <param name="JobName">As given to <c>Execute</c>.</param>
/// <param name="Runtime">From the job's acceptance to its end, by the JobManager's clock.</param>
public sealed record JobExecutionResult(string JobId, string JobName, TimeSpan Runtime);
