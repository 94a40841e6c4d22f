using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Transport;

sealed partial class ControlPlaneRouter
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A stream began with {Body} instead of a registration; it is closed")]
    partial void LogUnregistered(TaskManagerMessage.BodyOneofCase body);

    [LoggerMessage(Level = LogLevel.Warning, Message = "TaskManager {ResourceId} was refused: {Reason}")]
    partial void LogRefused(string resourceId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Body} of TaskManager {ResourceId} carries a stale token and is dropped")]
    partial void LogStale(TaskManagerMessage.BodyOneofCase body, string resourceId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Body} of TaskManager {ResourceId} is not for this endpoint")]
    partial void LogUnexpected(TaskManagerMessage.BodyOneofCase body, string resourceId);
}
