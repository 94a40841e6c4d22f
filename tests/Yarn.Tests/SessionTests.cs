using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary>Session mode, from <c>yarn-session</c> to its end, watched from outside.</summary>
public sealed class SessionTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    static readonly int[] Expected = [.. Enumerable.Range(1, 100).Select(number => number * 2)];

    readonly string folder = $"/test-{Path.GetRandomFileName()}";

    [Fact]
    [Trait("Smoke", "yes")]
    public async Task A_session_takes_jobs_one_by_one_and_at_once_and_a_failing_one_harms_no_other()
    {
        var session = await Session.StartAsync(
            cluster, "-s", "2", "-nm", "four jobs", "-Dresourcemanager.taskmanager-timeout=2 s");
        (await cluster.GetApplicationAsync(session.Id)).Name.Should().Be("four jobs");

        foreach (var name in (string[])["one", "two", "three", "four"])
        {
            await MustCountAsync(await session.RunAsync([], "Numbers", name, $"hdfs://{folder}/{name}"), name);
        }

        var failing = session.RunAsync([], "Unlucky", "unlucky");
        string[] names = ["five", "six", "seven"];
        var others = await Task.WhenAll(
            names.Select(name => session.RunAsync([], "Numbers", name, $"hdfs://{folder}/{name}")));
        foreach (var (name, result) in names.Zip(others))
        {
            await MustCountAsync(result, name);
        }

        (await failing).ExitCode.Should().Be(1, (await failing).Output);
        (await failing).Output.Should().Contain("no such customer: 7").And.Contain("Look up customer");
        (await session.ListAsync("-a")).Should().ContainAll(
            "four (FINISHED)", "seven (FINISHED)", "unlucky (FAILED)", "No running jobs.");
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(session.Id)).RunningContainers == 1,
            "idle TaskManagers are given back");
        (await cluster.GetApplicationAsync(session.Id)).State.Should().Be("RUNNING");

        var stopped = await session.StopAsync();

        stopped.ExitCode.Should().Be(0, stopped.Output);
        await session.MustBeGoneAsync();
    }

    [Fact]
    public async Task Cancel_ends_one_job_and_no_other()
    {
        var session = await Session.StartAsync(cluster);
        await session.RunAsync(["-d"], "Endless", "stays");
        var doomed = await session.RunAsync(["-d"], "Endless", "doomed");
        await Eventually.TrueAsync(
            async () => (await session.ListAsync("-r")).Split("(RUNNING)").Length == 3, "both jobs run");

        var id = System.Text.RegularExpressions.Regex.Match(doomed.Output, "JobID ([0-9a-f]{32})").Groups[1].Value;
        var cancelled = await FlinkYarnCommand.RunAsync(
            cluster, "cancel", "-t", "yarn-session", $"-Dyarn.application.id={session.Id}", id);

        cancelled.ExitCode.Should().Be(0, cancelled.Output);
        await Eventually.TrueAsync(
            async () => (await session.ListAsync("-a")).Contains("doomed (CANCELED)", StringComparison.Ordinal),
            "the job is cancelled");
        (await session.ListAsync()).Should().Contain("stays (RUNNING)").And.NotContain("doomed");
        (await session.StopAsync()).ExitCode.Should().Be(0);
        await session.MustBeGoneAsync();
    }

    [Fact]
    public async Task Two_sessions_of_one_user_run_side_by_side()
    {
        var sessions = await Task.WhenAll(Session.StartAsync(cluster), Session.StartAsync(cluster));
        var (left, right) = (sessions[0], sessions[1]);

        var results = await Task.WhenAll(
            left.RunAsync([], "Numbers", "leftish", $"hdfs://{folder}/leftish"),
            right.RunAsync([], "Numbers", "rightish", $"hdfs://{folder}/rightish"));

        await MustCountAsync(results[0], "leftish");
        await MustCountAsync(results[1], "rightish");
        (await left.ListAsync("-a")).Should().Contain("leftish").And.NotContain("rightish");
        (await left.StopAsync()).ExitCode.Should().Be(0);
        await left.MustBeGoneAsync();
        (await right.ListAsync("-a")).Should().Contain("rightish (FINISHED)", "the other session lives on");
        (await right.StopAsync()).ExitCode.Should().Be(0);
        await right.MustBeGoneAsync();
    }

    [Fact]
    public async Task The_session_file_leads_later_commands_until_the_session_is_stopped()
    {
        var place = $"-Dyarn.properties-file.location={Directory.CreateDirectory(
            Path.Combine(cluster.WorkFolder, "note")).FullName}";
        var started = await FlinkYarnCommand.RunAsync(cluster, "yarn-session", "-d", place, "-Dparallelism.default=2");
        started.ExitCode.Should().Be(0, started.Output);

        var run = await FlinkYarnCommand.RunAsync(
            cluster, ["run", place, .. TestPrograms.Run("Numbers", "noted", $"hdfs://{folder}/noted")]);
        var list = await FlinkYarnCommand.RunAsync(cluster, "list", place, "-a");
        var stopped = await FlinkYarnCommand.RunAsync(
            cluster, new Caller { Input = "stop\n" }, "yarn-session", place, "-id", started.ApplicationId);
        var late = await FlinkYarnCommand.RunAsync(cluster, "list", place);

        await MustCountAsync(run, "noted");
        (await cluster.ListAsync($"{folder}/noted")).Should().HaveCount(2, "the session's -D values are replayed");
        list.Output.Should().Contain("noted (FINISHED)");
        stopped.ExitCode.Should().Be(0, stopped.Output);
        late.ExitCode.Should().Be(2);
        late.Output.Should().Contain("No cluster id was specified");
        await new Session(cluster, started.ApplicationId).MustBeGoneAsync();
    }

    [Fact]
    public async Task Applications_of_two_users_run_side_by_side()
    {
        string[] users = ["alice", "bob"];
        var results = await Task.WhenAll(users.Select(user => FlinkYarnCommand.RunAsync(
            cluster, new Caller { User = user },
            ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Numbers", user, $"hdfs://{folder}-{user}/{user}")])));

        foreach (var (user, result) in users.Zip(results))
        {
            result.ExitCode.Should().Be(0, result.Output);
            (await cluster.GetApplicationAsync(result.ApplicationId)).Should().Match<YarnApplication>(
                app => app.User == user && app.FinalStatus == "SUCCEEDED");
            (await NumbersOfAsync($"{folder}-{user}/{user}")).Should().Equal(Expected);
        }

        (await Task.WhenAll(results.Select(result => cluster.GetApplicationAsync(result.ApplicationId))))
            .Select(app => app.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_resources_of_the_cluster_are_shown()
    {
        var result = await FlinkYarnCommand.RunAsync(cluster, "yarn-session", "-q");

        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().Contain("NodeManagers in the cluster: 2").And.MatchRegex(@"Queue: root\.default, ");
    }

    async Task MustCountAsync(CommandResult result, string name)
    {
        result.ExitCode.Should().Be(0, result.Output);
        (await NumbersOfAsync($"{folder}/{name}")).Should().Equal(Expected);
    }

    async Task<IReadOnlyList<int>> NumbersOfAsync(string path)
    {
        var numbers = new List<int>();
        foreach (var part in await cluster.ListAsync(path))
        {
            numbers.AddRange((await cluster.ReadFileAsync($"{path}/{part}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse));
        }

        return [.. numbers.Order()];
    }
}
