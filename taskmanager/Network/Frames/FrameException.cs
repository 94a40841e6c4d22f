namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>A peer that does not speak the exchange's protocol; the connection ends with these words.</summary>
sealed class FrameException(string message) : IOException(message);
