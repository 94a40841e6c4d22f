using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;

namespace FlinkYarn.Client.Targets;

/// <summary><c>-t yarn-per-job</c>: <c>main()</c> here, an application for each job.</summary>
sealed class PerJobTarget(TargetSetup setup, YarnConnection cluster) : ITarget
{
    readonly YarnClusterDescriptor descriptor = new(cluster, setup.Options, setup.Output, setup.Time);

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        Ineffective.Warn(setup, key => key == "yarn.application.id", "each job gets an application of its own");
        return descriptor.CheckAsync(cancellationToken);
    }

    public async Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken)
    {
        await descriptor.GatherAsync(program.Published, setup.Home, cancellationToken);
        using var executor = new PerJobExecutor(
            descriptor, setup.Options, setup.Output, setup.Time, cancellationToken);
        return await YarnMain.RunAsync(MainOf(program), executor, setup.Time, cancellationToken);
    }

    public async Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken)
    {
        var shipment = await descriptor.GatherAsync(program.Published, setup.Home, cancellationToken);
        var graph = await MainOf(program).TakeGraphAsync(cancellationToken);
        await new DryRun(cluster, setup.Options, setup.Output).TellAsync(graph, shipment, cancellationToken);
    }

    public void Dispose() => descriptor.Dispose();

    ProgramMain MainOf(OpenedProgram program) => new(program, setup.Options.Settings, setup.Output);
}
