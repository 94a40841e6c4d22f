using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network;

sealed partial class DataServer
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A data connection could not be accepted: {Reason}")]
    partial void AcceptFailed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A peer was refused on the data port: {Reason}")]
    partial void PeerRefused(string reason);
}
