using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Output;
using FlinkYarn.Client.Programs;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>Deploys jobs to YARN, each as an application of its own; checks first what can be checked.</summary>
sealed class YarnClusterDescriptor(
    YarnConnection cluster, DeploymentOptions options, IOutput output, TimeProvider time) : IDisposable
{
    NewApplication? unused;
    Shipment? shipment;

    public YarnConnection Cluster => cluster;

    /// <summary>
    /// Every mistake that the cluster would make fail or wait for ever; nothing is changed by asking.
    /// </summary>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        unused = await cluster.Yarn.NewApplicationAsync(cancellationToken);
        var facts = await ClusterFacts.AskAsync(cluster.Yarn, unused.MaximumCapability, cancellationToken);
        var check = new ResourceCheck(options, facts);
        foreach (var warning in check.Warnings())
        {
            output.Warn(warning);
        }

        foreach (var remark in check.Remarks())
        {
            output.Say(remark);
        }

        var mistakes = new List<string>([.. check.Mistakes(), .. LaunchCommand.Mistakes(options.Containers)]);
        await ShipFile.FindAsync(options.Yarn, cluster.FileSystems, mistakes, cancellationToken);
        return mistakes;
    }

    /// <summary>Packs what will be shipped; needed before a deployment or a dry run.</summary>
    /// <param name="program">The program.</param>
    /// <param name="home">The distribution's folder, when the launcher has named it.</param>
    public async Task<Shipment> PackAsync(PublishedProgram program, string? home, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>();
        var files = await ShipFile.FindAsync(options.Yarn, cluster.FileSystems, mistakes, cancellationToken);
        if (mistakes.Count > 0)
        {
            throw new MistakesException(mistakes);
        }

        return shipment = new Shipment(
            await Distribution.FindAsync(home, cancellationToken),
            await ShippedProgram.PackAsync(program, cancellationToken), files);
    }

    /// <summary>Deploys a job; when that fails or is interrupted nothing of it stays.</summary>
    public async Task<DeployedJob> DeployAsync(JobGraph graph, CancellationToken cancellationToken)
    {
        var root = await cluster.GetRootAsync(options.Yarn.StagingDirectory, cancellationToken);
        var id = await TakeApplicationIdAsync(cancellationToken);
        var state = new DeploymentState { Graph = graph, ApplicationId = id, Staging = root.Child(id) };
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
        return new DeployedJob(state, new JobManagerCalls(
            cluster.Yarn, state.Report!, state.Credentials!, options.Client, time));
    }

    public void Dispose()
    {
        shipment?.Dispose();
        cluster.Dispose();
    }

    async Task<string> TakeApplicationIdAsync(CancellationToken cancellationToken)
    {
        var taken = Interlocked.Exchange(ref unused, null)
            ?? await cluster.Yarn.NewApplicationAsync(cancellationToken);
        return taken.ApplicationId;
    }
}
