namespace FlinkYarn.Client.Deployment;

/// <summary>An application that could not be brought to run; all was taken back.</summary>
sealed class DeploymentException(string message) : Exception(message);
