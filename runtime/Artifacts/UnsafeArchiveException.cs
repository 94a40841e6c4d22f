namespace FlinkYarn.Runtime.Artifacts;

/// <summary>An archive that is refused as a whole; nothing of it was written.</summary>
sealed class UnsafeArchiveException(string message, Exception? innerException = null)
    : IOException(message, innerException);
