namespace FlinkYarn.MiniYarn.Rpc;

internal sealed partial class RpcServer
{
    [LoggerMessage(LogLevel.Debug, "The connection of {caller} broke: {reason}")]
    partial void LogBroken(string caller, string reason);
}
