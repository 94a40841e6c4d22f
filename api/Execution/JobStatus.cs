namespace FlinkYarn.Api.Execution;

/// <summary>The states of a job, in Flink's words (<c>org.apache.flink.api.common.JobStatus</c>).</summary>
public enum JobStatus
{
    /// <summary>Accepted, its JobManager is not up yet.</summary>
    Initializing,

    /// <summary>The JobManager has the graph and waits for resources.</summary>
    Created,

    /// <summary>Tasks are scheduled, deployed or running.</summary>
    Running,

    /// <summary>A task failed for good; the others are being cancelled.</summary>
    Failing,

    /// <summary>Ended by a failure.</summary>
    Failed,

    /// <summary>Cancellation was asked for; tasks are being cancelled.</summary>
    Cancelling,

    /// <summary>Ended by cancellation.</summary>
    Canceled,

    /// <summary>All tasks ended well and sinks are committed.</summary>
    Finished,

    /// <summary>Tasks failed and will be started again.</summary>
    Restarting,
}
