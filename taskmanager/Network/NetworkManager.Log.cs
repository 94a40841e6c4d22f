using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network;

sealed partial class NetworkManager
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "No data connection to {Peer} at {Host}:{Port}: {Reason}")]
    partial void ConnectFailed(string peer, string host, int port, string reason);
}
