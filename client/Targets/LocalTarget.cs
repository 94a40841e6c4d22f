using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Targets;

/// <summary><c>-t local</c>: ApplicationMaster and TaskManagers in this process.</summary>
sealed class LocalTarget(TargetSetup setup) : ITarget
{
    static readonly string[] OfClients = ["execution.attached", "execution.shutdown-on-attached-exit"];

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        Ineffective.Warn(
            setup, key => OfClients.Contains(key) || key.StartsWith("yarn.", StringComparison.Ordinal),
            "-t local runs the job in this process");
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken) =>
        new ProgramMain(program, setup.Options.Settings, setup.Output)
            .RunAsync(LocalExecutor.Load(), cancellationToken);

    public Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken) => throw new MistakesException(
        "--dry-run shows a deployment; -t local deploys nothing. The plan is shown by 'info'.");

    public void Dispose()
    {
    }
}
