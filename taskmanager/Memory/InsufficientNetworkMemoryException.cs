namespace FlinkYarn.TaskManager.Memory;

/// <summary>The network memory is too small for the tasks that shall run here.</summary>
sealed class InsufficientNetworkMemoryException(string message) : IOException(message);
