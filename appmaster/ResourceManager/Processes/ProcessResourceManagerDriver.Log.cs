namespace FlinkYarn.AppMaster.ResourceManager.Processes;

sealed partial class ProcessResourceManagerDriver
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Worker} runs as process {Process}")]
    partial void LogStarted(string worker, int process);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Worker}, process {Process}, is given back")]
    partial void LogReleased(string worker, int process);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Worker} is over: {End}")]
    partial void LogEnded(string worker, string end);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Worker} could not be started: {Reason}")]
    partial void LogStartFailed(string worker, string reason);
}
