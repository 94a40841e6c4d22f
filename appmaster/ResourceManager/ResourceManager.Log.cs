namespace FlinkYarn.AppMaster.ResourceManager;

sealed partial class ResourceManager
{
    [LoggerMessage(Level = LogLevel.Information, Message = "TaskManager {ResourceId} is starting on {Host}")]
    partial void LogWorkerStarting(string resourceId, string host);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "TaskManager {ResourceId} on {Host} registered with {Slots} slots")]
    partial void LogRegistered(string resourceId, string host, int slots);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} needs {Slots} slots")]
    partial void LogRequirement(string jobId, int slots);

    [LoggerMessage(Level = LogLevel.Information, Message = "TaskManager {ResourceId} is no longer needed")]
    partial void LogUnneeded(string resourceId);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "TaskManager {ResourceId} has been idle for {Timeout} and is given back")]
    partial void LogIdle(string resourceId, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Information, Message = "TaskManager {ResourceId} has ended: {Reason}")]
    partial void LogEnded(string resourceId, string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "TaskManager {ResourceId} is silent ({Reason}); its provider is asked why")]
    partial void LogSilent(string resourceId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "TaskManager {ResourceId} is lost: {Reason}")]
    partial void LogLost(string resourceId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "TaskManager {ResourceId} refused slot {Slot}: {Reason}")]
    partial void LogSlotRefused(string resourceId, int slot, string reason);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "TaskManagers keep failing to start, the next ones wait {Pause}: {Reason}")]
    partial void LogPaused(TimeSpan pause, string reason);
}
