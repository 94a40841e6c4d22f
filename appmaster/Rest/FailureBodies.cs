using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>A job's failures in the words of Flink's REST interface.</summary>
static class FailureBodies
{
    /// <param name="most">Entries that are wanted.</param>
    public static JobExceptions Exceptions(JobSnapshot job, int most)
    {
        if (job.Failure is not { } root)
        {
            return new JobExceptions(new ExceptionHistory([], IsTruncated: false));
        }

        // Jobs are not restarted, so there is one entry: the cause of the end.
        var entry = Entry(root) with { Concurrent = [.. job.OtherFailures.Select(Entry)] };
        return new JobExceptions(new ExceptionHistory(most > 0 ? [entry] : [], IsTruncated: most == 0))
        {
            RootException = entry.StackTrace, Timestamp = entry.Timestamp,
        };
    }

    static ExceptionEntry Entry(JobFailure failure) => new()
    {
        Type = failure.Cause.Type.Length == 0 ? null : failure.Cause.Type,
        StackTrace = Text(failure.Cause),
        Timestamp = failure.Time.ToUnixTimeMilliseconds(),
        TaskName = failure.TaskName,
        Endpoint = failure.Slot is null ? null : TaskBodies.Endpoint(failure.Slot),
        TaskManagerId = failure.Slot?.ResourceId,
    };

    // What the ApplicationMaster says itself has words and no stack.
    static string Text(FailureInfo cause) => cause.Stack.Length == 0 ? FailureInfos.Describe(cause) : cause.Stack;
}
