using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network.Frames;

sealed partial class DataConnection
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Data connection with {Peer} ended: {Reason}")]
    partial void ConnectionBroken(string peer, string reason);
}
