namespace FlinkYarn.Runtime.Failures;

/// <summary>A task that ignored its cancellation: only the end of its process frees what it holds.</summary>
sealed class DeafTaskException(string message) : Exception(message);
