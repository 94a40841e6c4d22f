using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Output;
using FlinkYarn.Client.Programs;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>Deploys applications of every mode to YARN; checks first what can be checked.</summary>
sealed class YarnClusterDescriptor(
    YarnConnection cluster, DeploymentOptions options, IOutput output, TimeProvider time) : IDisposable
{
    NewApplication? unused;
    IReadOnlyList<ShipFile> files = [];
    Shipment? shipment;

    public YarnConnection Cluster => cluster;

    /// <summary>
    /// Every mistake that the cluster would make fail or wait for ever; nothing is changed by asking.
    /// </summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(
            CheckResourcesAsync(cancellationToken), CheckFilesAsync(cancellationToken),
            cluster.StagingMistakesAsync(options.Yarn.StagingDirectory, cancellationToken));
        return [.. checks.SelectMany(mistakes => mistakes), .. LaunchCommand.Mistakes(options.Containers)];
    }

    /// <summary>Finds what will be shipped, after the check; needed before a deployment or a dry run.</summary>
    /// <param name="program">The program; null for a session.</param>
    /// <param name="home">The distribution's folder, when the launcher has named it.</param>
    public async Task<Shipment> GatherAsync(
        PublishedProgram? program, string? home, CancellationToken cancellationToken)
    {
        var distribution = await Distribution.FindAsync(home, cancellationToken);
        return shipment = new Shipment(
            distribution, program is null ? null : await ShippedProgram.ReadAsync(program, cancellationToken),
            files);
    }

    /// <summary>Deploys an application; when that fails or is interrupted nothing of it stays.</summary>
    public async Task<RunningApplication> DeployAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var root = await cluster.GetRootAsync(options.Yarn.StagingDirectory, cancellationToken);
        var id = await TakeApplicationIdAsync(cancellationToken);
        var state = new DeploymentState { Request = request, ApplicationId = id, Staging = root.Child(id) };
        var steps = new DeploymentSteps(
            [
                new CredentialsStep(time),
                new ArtifactStaging(cluster, options, shipment!, root, output),
                new SubmissionStep(cluster, options, output),
                new ApplicationMonitor(cluster, output, time),
            ],
            output, time);
        await steps.RunAsync(state, cancellationToken);
        await new StagingSweep(cluster.Yarn, cluster.FileSystems.For(root), time).RunAsync(root, cancellationToken);
        return new RunningApplication(
            state.Report!, state.Staging, state.Credentials!,
            new JobManagerCalls(cluster.Yarn, state.Report!, state.Credentials!, options.Client, time));
    }

    public void Dispose() => cluster.Dispose();

    async Task<IReadOnlyList<string>> CheckResourcesAsync(CancellationToken cancellationToken)
    {
        unused = await cluster.Yarn.NewApplicationAsync(cancellationToken);
        var facts = await ClusterFacts.AskAsync(
            cluster.Yarn, options.Yarn, unused.MaximumCapability, cancellationToken);
        var check = new ResourceCheck(options, facts);
        var placement = new PlacementCheck(options, facts);
        foreach (var warning in check.Warnings().Concat(placement.Warnings()))
        {
            output.Warn(warning);
        }

        foreach (var remark in check.Remarks())
        {
            output.Say(remark);
        }

        return [.. check.Mistakes(), .. placement.Mistakes()];
    }

    async Task<IReadOnlyList<string>> CheckFilesAsync(CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        files = await ShipFile.FindAsync(options.Yarn, cluster.FileSystems, mistakes, cancellationToken);
        return mistakes;
    }

    async Task<string> TakeApplicationIdAsync(CancellationToken cancellationToken)
    {
        var taken = Interlocked.Exchange(ref unused, null)
            ?? await cluster.Yarn.NewApplicationAsync(cancellationToken);
        return taken.ApplicationId;
    }
}
