using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;

namespace FlinkYarn.Client.Tests.Sessions;

/// <summary><c>yarn-session</c>: its start, its flags, its words and its end.</summary>
public sealed class YarnSessionTests : IAsyncLifetime
{
    FakeCluster cluster = null!;
    SessionRun session = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await FakeCluster.StartAsync();
        session = new SessionRun(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Flinks_flags_reach_yarn()
    {
        await session.StartAsync(
            "-nm", "my session", "-qu", "short", "-jm", "1024", "-tm", "2g", "-s", "3", "-at", "Flink",
            "-Dyarn.tags=a");

        var submission = cluster.Yarn.Applications.Single().Submission;
        submission.GetProperty("application-name").GetString().Should().Be("my session");
        submission.GetProperty("application-type").GetString().Should().Be("Flink");
        submission.GetProperty("queue").GetString().Should().Be("short");
        submission.GetProperty("resource").GetProperty("memory").GetInt32().Should().Be(1024, "a bare number is MB");
        var settings = System.Text.Encoding.UTF8.GetString(cluster.NameNode.Read(Staging("config.yaml")));
        settings.Should().Contain("taskmanager.memory.process.size: \"2g\"")
            .And.Contain("taskmanager.numberOfTaskSlots: \"3\"");
    }

    [Fact]
    public async Task A_session_is_deployed_without_a_job_and_without_a_program()
    {
        await session.StartAsync();

        cluster.NameNode.Paths.Where(path => path.Contains("_0001/")).Select(Path.GetFileName).Should()
            .BeEquivalentTo("application.json", "application.pfx", "application.secret", "config.yaml");
        var application = cluster.Yarn.Applications.Single();
        application.Submission.GetProperty("application-name").GetString().Should().Be("Flink session cluster");
        application.Resources.Should().HaveCount(5).And.NotContainKey("job.graph");
        session.Command.Output.Should().Contain("JobManager Web Interface: http://proxy/")
            .And.Contain($"echo stop | yarn-session -id {application.Id}")
            .And.Contain($"yarn application -kill {application.Id}");
    }

    [Fact]
    public async Task The_session_is_noted_for_later_commands_and_for_its_owner_only()
    {
        await session.StartAsync("-Dparallelism.default=3", "-D", "a.b=x=y z");

        File.ReadAllText(cluster.SessionFile).Should()
            .Contain($"applicationID={cluster.Yarn.Applications.Single().Id}")
            .And.Contain(@"dynamicPropertiesString=parallelism.default\=3@@a.b\=x\=y\ z");
        new FileInfo(cluster.SessionFile).UnixFileMode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_session_that_cannot_be_noted_does_not_stay()
    {
        cluster.Launch = (it, application) => it.RegisterSessionAsync(application);

        var code = await session.RunAsync("yarn-session", "-d", "-Dyarn.properties-file.location=/no/such/folder");

        code.Should().Be(1, session.Command.Everything);
        session.Command.Error.Should().Contain("/no/such/folder");
        cluster.Yarn.Applications.Single().State.Should().Be("FINISHED");
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
    }

    [Fact]
    public async Task Typing_stop_ends_the_session_and_nothing_stays()
    {
        cluster.Launch = (it, application) => it.RegisterSessionAsync(application);
        using var input = new TypedInput();
        var command = new CommandRun { Input = input };
        var run = command.RunAsync(cluster.Environment, "yarn-session");
        await Seen(run, command.Printed("The session runs."), command);
        File.Exists(cluster.SessionFile).Should().BeTrue();

        input.Type("what?");
        await Seen(run, command.Printed("stop  ends the session"), command);
        input.Type(" stop ");

        (await run).Should().Be(0, command.Everything);
        command.Error.Should().Contain("Unknown command 'what?'");
        command.Output.Should().MatchRegex(@"Final status\s+SUCCEEDED");
        File.Exists(cluster.SessionFile).Should().BeFalse();
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
    }

    [Fact]
    public async Task Ctrl_c_of_the_one_who_started_it_ends_the_session()
    {
        cluster.Launch = (it, application) => it.RegisterSessionAsync(application);
        using var interrupt = new CancellationTokenSource();
        var command = new CommandRun();
        var run = command.RunAsync(cluster.Environment, interrupt.Token, "yarn-session");
        await Seen(run, command.Printed("The session runs."), command);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        cluster.Yarn.Applications.Single().FinalStatus.Should().Be("SUCCEEDED");
    }

    [Fact]
    public async Task A_visitor_who_leaves_does_not_end_the_session()
    {
        await session.StartAsync();
        var id = cluster.Yarn.Applications.Single().Id;
        using var interrupt = new CancellationTokenSource();
        var command = new CommandRun();
        var run = command.RunAsync(cluster.Environment, interrupt.Token, "yarn-session", "-id", id);
        await Seen(run, command.Printed("The session runs."), command);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        command.Output.Should().Contain("The session goes on without this command");
        cluster.Yarn.Applications.Single().State.Should().Be("RUNNING");
        File.Exists(cluster.SessionFile).Should().BeTrue();
    }

    [Fact]
    public async Task A_visitor_who_says_stop_ends_it()
    {
        await session.StartAsync();
        var command = new CommandRun { Input = new StringReader("stop\n") };

        var code = await command.RunAsync(
            cluster.Environment, "yarn-session", "-id", cluster.Yarn.Applications.Single().Id);

        code.Should().Be(0, command.Everything);
        cluster.Yarn.Applications.Single().FinalStatus.Should().Be("SUCCEEDED");
        File.Exists(cluster.SessionFile).Should().BeFalse();
    }

    [Theory]
    [InlineData("FINISHED", "SUCCEEDED", 0, "ended by somebody else")]
    [InlineData("KILLED", "KILLED", 1, "The session has failed")]
    public async Task A_session_that_ends_by_itself_is_noticed(string state, string final, int code, string words)
    {
        cluster.Launch = (it, application) => it.RegisterSessionAsync(application);
        var command = new CommandRun();
        var run = command.RunAsync(cluster.Environment, "yarn-session");
        await Seen(run, command.Printed("The session runs."), command);

        cluster.Yarn.Applications.Single().End(state, final);

        (await run).Should().Be(code, command.Everything);
        command.Error.Should().Contain(words);
    }

    [Theory]
    [InlineData("application_1700000000000_0099", "YARN does not know application_1700000000000_0099")]
    [InlineData("session", "'session' is no application id")]
    public async Task An_unknown_application_is_refused(string id, string answer)
    {
        (await session.RunAsync("yarn-session", "-id", id)).Should().Be(2);

        session.Command.Error.Should().Contain(answer);
    }

    [Theory]
    [InlineData("-z", "high availability is not there yet")]
    [InlineData("-j", "the distribution's own archive")]
    public async Task A_flag_that_cannot_be_had_is_refused_with_its_reason(string flag, string reason)
    {
        (await session.RunAsync("yarn-session", flag, "value", "--nmae", "x")).Should().Be(2);

        session.Command.Error.Should().Contain($"{flag} is Flink's and not taken here").And.Contain(reason)
            .And.Contain("Did you mean --name?").And.NotContain("'value' is too much");
        cluster.Yarn.Applications.Should().BeEmpty();
    }

    [Fact]
    public async Task The_clusters_resources_are_shown_and_nothing_is_started()
    {
        (await session.RunAsync("yarn-session", "-q")).Should().Be(0, session.Command.Everything);

        session.Command.Output.Should().Contain("NodeManagers in the cluster: 2").And.Contain("a:1")
            .And.Contain("totalMemory 16384 MB totalCores 8").And.Contain("Queue: root.short");
        cluster.Yarn.Applications.Should().BeEmpty();
    }

    static async Task Seen(Task<int> run, Task awaited, CommandRun command) =>
        (await Task.WhenAny(run, awaited)).Should().Be(awaited, command.Everything);

    string Staging(string file) =>
        $"{FakeCluster.Home}/.flinkyarn/{cluster.Yarn.Applications.Single().Id}/{file}";
}
