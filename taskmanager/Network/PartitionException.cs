namespace FlinkYarn.TaskManager.Network;

/// <summary>An input that cannot be read: its producer is not there, or the connection to it broke.</summary>
sealed class PartitionException(string message, Exception? innerException = null)
    : IOException(message, innerException);
