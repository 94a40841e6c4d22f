using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

internal sealed partial class ApplicationManager
{
    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Application} '{Name}' was submitted by {User} to {Queue}")]
    partial void LogSubmitted(YarnApplicationId application, string name, string user, string queue);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Attempt} is launched in {Container} on {Node}")]
    partial void LogLaunching(YarnApplicationAttemptId attempt, ContainerId container, YarnNodeId node);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Started again, for the {Epoch}. time; ApplicationMasters must register again")]
    partial void LogRestarted(int epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Attempt} has registered at {Host}:{Port}")]
    partial void LogRegistered(YarnApplicationAttemptId attempt, string host, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Attempt} has unregistered: {Status}")]
    partial void LogUnregistered(YarnApplicationAttemptId attempt, string status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Attempt} was not heard of for {Expiry}")]
    partial void LogSilent(YarnApplicationAttemptId attempt, TimeSpan expiry);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Attempt} has failed: {Diagnostics}")]
    partial void LogAttemptFailed(YarnApplicationAttemptId attempt, string diagnostics);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Container} has ended with {Status}")]
    partial void LogContainerEnded(ContainerId container, int status);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Application} has ended: {State}, {Status}")]
    partial void LogEnded(YarnApplicationId application, ApplicationState state, string status);
}
