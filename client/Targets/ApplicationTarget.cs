using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Targets;

/// <summary>
/// <c>-t yarn-application</c>: <c>main()</c> runs in the ApplicationMaster. As in Flink the client leaves when that
/// runs.
/// </summary>
sealed class ApplicationTarget(TargetSetup setup, YarnConnection cluster) : ITarget
{
    static readonly string[] WithoutEffect = ["yarn.application.id", "execution.shutdown-on-attached-exit"];

    readonly YarnClusterDescriptor descriptor = new(cluster, setup.Options, setup.Output, setup.Time);

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        Ineffective.Warn(
            setup, WithoutEffect.Contains, "the program gets an application of its own, and the client leaves it");
        return descriptor.CheckAsync(cancellationToken);
    }

    public async Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken)
    {
        await descriptor.GatherAsync(program.Published, setup.Home, cancellationToken);
        var call = new ProgramCall(program.EntryType, program.Arguments);
        using var application = await descriptor.DeployAsync(
            DeploymentRequest.ForProgram(program.Name, call), cancellationToken);
        if (application.WebAddress.Length > 0)
        {
            setup.Output.Say($"JobManager Web Interface: {application.WebAddress}");
        }

        setup.Output.Say($"{program.Name} runs in {application.Id}. Its jobs: flinkyarn list -t yarn-application "
            + $"-Dyarn.application.id={application.Id}. To stop it: yarn application -kill {application.Id}");
        return true;
    }

    public async Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken)
    {
        var shipment = await descriptor.GatherAsync(program.Published, setup.Home, cancellationToken);
        await new DryRun(cluster, setup.Options, setup.Output).TellAsync(null, shipment, cancellationToken);
    }

    public void Dispose() => descriptor.Dispose();
}
