using FlinkYarn.Runtime.Security;

namespace FlinkYarn.Client.Deployment;

/// <summary>Makes the application's certificate and REST secret.</summary>
sealed class CredentialsStep(TimeProvider time) : IDeploymentStep
{
    public string Name => "Making credentials";

    public Task RunAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        state.Credentials = ApplicationCredentials.Create(state.ApplicationId, time);
        return Task.CompletedTask;
    }

    public Task UndoAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        state.Credentials?.Dispose();
        return Task.CompletedTask;
    }
}
