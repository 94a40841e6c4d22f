namespace FlinkYarn.Api.Execution;

/// <summary>The handle of a submitted job.</summary>
public interface IJobClient
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    string JobId { get; }

    /// <summary>The job's present state.</summary>
    /// <param name="cancellationToken">Ends the question, not the job.</param>
    Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks the job to stop as soon as it can; completes when the request was taken.</summary>
    /// <param name="cancellationToken">Ends the question, not the cancellation.</param>
    Task CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>Waits for the end.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <exception cref="JobExecutionException">The job failed or was cancelled.</exception>
    Task<JobExecutionResult> GetResultAsync(CancellationToken cancellationToken = default);
}
