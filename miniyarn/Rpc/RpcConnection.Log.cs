namespace FlinkYarn.MiniYarn.Rpc;

internal sealed partial class RpcConnection
{
    [LoggerMessage(LogLevel.Debug, "{caller} did not hear its answer: {reason}")]
    partial void LogUnheard(string caller, string reason);

    [LoggerMessage(LogLevel.Error, "A call of {caller} failed")]
    partial void LogBug(string caller, Exception failure);
}
