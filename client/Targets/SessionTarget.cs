using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Targets;

/// <summary>
/// <c>-t yarn-session</c>: <c>main()</c> here, its jobs in a session that runs. The cluster's resources were checked
/// when the session was started.
/// </summary>
/// <param name="find">Finds the session and what opens it.</param>
sealed class SessionTarget(
    TargetSetup setup, YarnConnection cluster, Func<CancellationToken, Task<RunningApplication>> find) : ITarget
{
    static readonly Type[] OfTheCluster =
    [
        typeof(JobManagerMemoryOptions), typeof(TaskManagerOptions), typeof(TaskManagerMemoryOptions),
        typeof(ContainerOptions), typeof(YarnOptions),
    ];

    // Says where the client finds the session and puts the program.
    static readonly string[] OfTheClient = ["yarn.staging-directory", "yarn.file-replication"];

    RunningApplication? session;

    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        Ineffective.Warn(setup, IsOfTheCluster, "the session has what it was started with");
        try
        {
            session = await find(cancellationToken);
            return [];
        }
        catch (MistakesException mistaken)
        {
            return mistaken.Mistakes;
        }
    }

    public async Task<bool> RunAsync(OpenedProgram program, CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prepared = PrepareAsync(program.Published, abandoned.Token);
        try
        {
            var jobs = new SubmittedJobs(setup.Options.Execution, setup.Output, setup.Time, cancellationToken);
            var executor = new SessionExecutor(session!, prepared, jobs);
            var main = new ProgramMain(program, setup.Options.Settings, setup.Output);
            return await YarnMain.RunAsync(main, executor, setup.Time, cancellationToken);
        }
        finally
        {
            // Still on its way only when the program has ended without a job.
            await abandoned.CancelAsync();
            await ((Task)prepared).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task ShowAsync(OpenedProgram program, CancellationToken cancellationToken) => throw new MistakesException(
        "--dry-run shows a deployment, and a session is deployed already. The plan is shown by 'info'.");

    public void Dispose()
    {
        session?.Dispose();
        cluster.Dispose();
    }

    // While main() builds the graph the program goes its way, and the connection to the session is made.
    async Task<StagedProgram> PrepareAsync(PublishedProgram program, CancellationToken cancellationToken)
    {
        var reached = session!.Cluster.ReachAsync(cancellationToken);
        // Reading it is work and not waiting: main() must not stand behind it.
        await Task.Yield();
        var root = session.Staging.Parent();
        var shipped = await ShippedProgram.ReadAsync(program, cancellationToken);
        var upload = new ArtifactUpload(
            cluster.FileSystems.For(root), root, setup.Options.Replication, setup.Output);
        var (staged, _) = await upload.PutAsync(shipped, cancellationToken);
        await reached;
        return staged;
    }

    static bool IsOfTheCluster(string key) => !OfTheClient.Contains(key)
        && OfTheCluster.SelectMany(OptionCatalog.Of).Any(option => option.Key == key);
}
