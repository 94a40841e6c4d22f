using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>
/// What a job fails by and what failed with it, which is bounded: a thousand tasks lose the same TaskManager. On the
/// JobManager's mailbox.
/// </summary>
sealed class JobFailures
{
    const int Most = 64;

    readonly List<JobFailure> others = [];

    /// <summary>The job's cause; null while it does not fail.</summary>
    public JobFailure? Root { get; private set; }

    /// <summary>In the order in which they were reported, the first ones only.</summary>
    public IReadOnlyList<JobFailure> Others => others;

    /// <param name="cause">What the job fails by, now that it knows of this failure.</param>
    public void Add(JobFailure failure, FailureInfo cause)
    {
        var other = failure;
        if (ReferenceEquals(failure.Cause, cause))
        {
            (other, Root) = (Root, failure);
        }

        if (other is not null && others.Count < Most)
        {
            others.Add(other);
        }
    }
}
