namespace FlinkYarn.Api.Execution;

/// <summary>A job that did not finish: it failed, was cancelled, or could not be submitted.</summary>
public sealed class JobExecutionException : Exception
{
    /// <summary>A job that ended badly.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="status">Its last state.</param>
    /// <param name="message">What happened: the first cause, with the operator's name where there is one.</param>
    /// <param name="innerException">The cause, when it is known in this process.</param>
    public JobExecutionException(string jobId, JobStatus status, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        JobId = jobId;
        Status = status;
    }

    /// <summary>The job.</summary>
    public string JobId { get; }

    /// <summary>Its last state.</summary>
    public JobStatus Status { get; }
}
