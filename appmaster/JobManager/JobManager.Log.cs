using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

sealed partial class JobManager
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Starting job '{Name}' ({JobId}); it needs {Slots} slots")]
    partial void LogStarting(string name, string jobId, int slots);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} of {Required} slots are there; TaskManager {ResourceId} offered")]
    partial void LogSlots(int count, int required, string resourceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Task} is {State}")]
    partial void LogTask(string task, ExecutionState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job '{Name}' went from {From} to {To}")]
    partial void LogState(string name, JobStatus from, JobStatus to);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job '{Name}' failed: {Cause}")]
    partial void LogFailed(string name, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What job '{Name}' has written aside could not be removed: {Reason}")]
    partial void LogAbortFailed(string name, string reason);
}
