namespace FlinkYarn.Hadoop.Configuration;

/// <summary>Hadoop's configuration cannot be read, or says what cannot be.</summary>
public sealed class HadoopConfigurationException(string message, Exception? cause = null) : Exception(message, cause);
