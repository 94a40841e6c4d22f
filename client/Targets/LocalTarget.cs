using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Targets;

/// <summary><c>-t local</c>: ApplicationMaster and TaskManagers in this process.</summary>
sealed class LocalTarget(TargetSetup setup) : ITarget
{
    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken) =>
        new ProgramMain(program, setup.Options.Settings, setup.Output)
            .RunAsync(LocalExecutor.Load(), cancellationToken);

    public Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken) => throw new MistakesException(
        "--dry-run shows a deployment; -t local deploys nothing. The plan is shown by 'info'.");

    public void Dispose()
    {
    }
}
