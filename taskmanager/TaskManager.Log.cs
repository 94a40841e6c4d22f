using FlinkYarn.Runtime.Contracts;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager;

sealed partial class TaskManager
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Registered as {ResourceId}")]
    partial void LogRegistered(string resourceId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Slot {Slot} is job {JobId}'s")]
    partial void LogSlot(int slot, string jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} could not be offered: {Reason}")]
    partial void LogOfferFailed(int slot, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The ApplicationMaster ends this TaskManager: {Reason}")]
    partial void LogShutdown(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message {Body} came that a TaskManager does not take")]
    partial void LogUnexpected(MasterMessage.BodyOneofCase body);
}
