namespace FlinkYarn.Hadoop.Http;

/// <summary>No answer came from a server: refused, broken off or too late. Whether it acted is unknown.</summary>
public sealed class HadoopConnectionException(string message, Exception cause) : IOException(message, cause);
