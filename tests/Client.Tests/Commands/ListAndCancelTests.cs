using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Sessions;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary><c>list</c> and <c>cancel</c>, and the verbs that wait for savepoints.</summary>
public sealed class ListAndCancelTests : IAsyncLifetime
{
    static readonly string Running = new('a', 32);

    FakeCluster cluster = null!;
    SessionRun session = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await FakeCluster.StartAsync();
        session = new SessionRun(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData("", "second (RUNNING)|first (RESTARTING)|waiting (CREATED)", "over (FINISHED)")]
    [InlineData("-r", "second (RUNNING)|first (RESTARTING)", "waiting (CREATED)")]
    [InlineData("-s", "waiting (CREATED)", "second (RUNNING)")]
    [InlineData("-a", "second (RUNNING)|waiting (CREATED)|over (FINISHED)|lost (FAILED)", "No ")]
    public async Task Jobs_are_listed_in_flinks_sections(string flag, string shown, string hidden)
    {
        (await session.StartAsync()).Jobs =
        [
            FakeSubmission.Job(Running, "second", "RUNNING", 1_700_000_000_000),
            FakeSubmission.Job(new('b', 32), "first", "RESTARTING", 1_700_000_001_000),
            FakeSubmission.Job(new('c', 32), "waiting", "CREATED", 1_700_000_002_000),
            FakeSubmission.Job(new('d', 32), "over", "FINISHED", 1_700_000_003_000),
            FakeSubmission.Job(new('e', 32), "lost", "FAILED", 1_700_000_004_000),
        ];

        (await session.RunAsync(["list", .. flag.Length > 0 ? [flag] : Array.Empty<string>()]))
            .Should().Be(0, session.Command.Everything);

        session.Command.Output.Should().ContainAll(shown.Split('|')).And.NotContain(hidden);
    }

    [Fact]
    public async Task A_line_has_time_id_name_and_state()
    {
        (await session.StartAsync()).Jobs = [FakeSubmission.Job(Running, "a job", "RUNNING", 1_700_000_000_000)];

        await session.RunAsync("list");

        var start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000).ToLocalTime();
        session.Command.Output.Should().Contain(
            $"{start:dd.MM.yyyy HH:mm:ss} : {Running} : a job (RUNNING)")
            .And.Contain("------------------ Running/Restarting Jobs -------------------")
            .And.Contain("No scheduled jobs.");
    }

    [Fact]
    public async Task A_job_is_cancelled()
    {
        var master = await session.StartAsync();

        (await session.RunAsync("cancel", Running, "-yid", cluster.Yarn.Applications.Single().Id))
            .Should().Be(0, session.Command.Everything);

        session.Command.Output.Should().Contain($"Cancelled job {Running}.");
        master.Cancelled.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task A_refused_cancel_is_told_in_the_application_masters_words()
    {
        (await session.StartAsync()).CancelRefusal = "There is no job.";

        (await session.RunAsync("cancel", Running)).Should().Be(1);

        session.Command.Error.Should().Contain("404 There is no job.").And.NotContain("{");
    }

    [Theory]
    [InlineData("the id of one job", "cancel")]
    [InlineData("'xyz' is no job id", "cancel", "xyz")]
    [InlineData("savepoints are not there yet", "cancel", "-s", "/tmp", "0123456789abcdef0123456789abcdef")]
    [InlineData("'job' is too much", "list", "job")]
    [InlineData("No cluster id was specified", "list")]
    [InlineData("-t local has no cluster", "list", "-t", "local")]
    [InlineData("flinkyarn cancel JOBID", "stop", "-p", "/tmp", "0123456789abcdef0123456789abcdef")]
    [InlineData("'savepoint' cannot be done", "savepoint", "0123456789abcdef0123456789abcdef")]
    [InlineData("Did you mean cancel?", "cansel")]
    public async Task What_cannot_be_done_is_refused_with_the_reason(string answer, params string[] words)
    {
        (await session.RunAsync(words)).Should().Be(2);

        session.Command.Error.Should().Contain(answer);
    }
}
