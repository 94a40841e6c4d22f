using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>How a job ended.</summary>
/// <param name="Cause">The first cause of a failed job.</param>
sealed record JobOutcome(string JobId, string JobName, JobStatus Status, TimeSpan Runtime, FailureInfo? Cause);
