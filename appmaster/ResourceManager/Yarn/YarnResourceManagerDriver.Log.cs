using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

sealed partial class YarnResourceManagerDriver
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "Registered with YARN as {Host}:{Port}; its largest container has {MemoryMb} MB and {VirtualCores} "
            + "vcores")]
    partial void LogRegistered(string host, int port, long memoryMb, int virtualCores);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "YARN's ResourceManager was started again; it has been told anew who we are and what is wanted")]
    partial void LogRejoined();

    [LoggerMessage(Level = LogLevel.Information, Message = "YARN gave {Container} on {Node} with {MemoryMb} MB")]
    partial void LogAllocated(string container, YarnNodeId node, long memoryMb);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "YARN gave {Container}, which nobody needs; it goes back at once")]
    partial void LogExcess(string container);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} has ended with exit status {Status}")]
    partial void LogCompleted(string container, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Container} could not be started: {Reason}")]
    partial void LogStartFailed(string container, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} could not be stopped at its node: {Reason}")]
    partial void LogStopFailed(string container, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The application is finished in YARN: {Status}")]
    partial void LogFinished(FinalApplicationStatusProto status);
}
