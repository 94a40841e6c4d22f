namespace FlinkYarn.Client.Deployment;

/// <summary>One step of a deployment, which can be taken back.</summary>
interface IDeploymentStep
{
    /// <summary>What it does, for messages: "staging files".</summary>
    string Name { get; }

    Task RunAsync(DeploymentState state, CancellationToken cancellationToken);

    /// <summary>
    /// Takes back what the step did, also when it failed half-way. Not cancelled by what ended the deployment.
    /// </summary>
    Task UndoAsync(DeploymentState state, CancellationToken cancellationToken);
}
