using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Sessions;

/// <summary>Commands around one session of the fake cluster.</summary>
sealed class SessionRun(FakeCluster cluster)
{
    /// <summary>The last command that was run.</summary>
    public CommandRun Command { get; private set; } = new();

    /// <summary>Starts a session, detached, and gives its ApplicationMaster.</summary>
    public async Task<FakeJobManager> StartAsync(params string[] flags)
    {
        cluster.Launch = (it, application) => it.RegisterSessionAsync(application);
        (await RunAsync(["yarn-session", "-d", .. flags])).Should().Be(0, Command.Everything);
        return await cluster.Master;
    }

    public Task<int> SubmitAsync(params string[] flags) => RunAsync(["run", .. flags, SamplePrograms.Sample]);

    public Task<int> RunAsync(params string[] words)
    {
        Command = new CommandRun();
        return Command.RunAsync(cluster.Environment, words);
    }
}
