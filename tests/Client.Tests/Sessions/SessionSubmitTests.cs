using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Sessions;

/// <summary><c>run -t yarn-session</c>, and how a command line is understood.</summary>
public sealed class SessionSubmitTests : IAsyncLifetime
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
    public async Task A_job_is_given_to_the_session_that_the_file_names()
    {
        var master = await session.StartAsync("-Dparallelism.default=3");
        master.Finish();

        (await session.SubmitAsync()).Should().Be(0, session.Command.Everything);

        session.Command.Output.Should().Contain("Job has been submitted with JobID")
            .And.Contain("Job Runtime: 4321 ms");
        var job = master.Submissions.Should().ContainSingle().Subject;
        job.Graph.Vertices.Should().OnlyContain(
            vertex => vertex.Parallelism == 3, "the session's -D values are replayed");
        var program = job.Request.Programs.Should().ContainSingle().Subject;
        cluster.NameNode.Read(Uri.UnescapeDataString(program.Uri.AbsolutePath)).Should().HaveCount((int)program.Size);
        cluster.Yarn.Applications.Should().ContainSingle().Which.State.Should().Be("RUNNING");
    }

    [Theory]
    [InlineData("-t", "yarn-session", "-Dyarn.application.id=ID")]
    [InlineData("-t", "yarn-session")]
    [InlineData("-yid", "ID")]
    [InlineData("-m", "yarn-cluster", "-yid", "ID")]
    [InlineData("-e", "yarn-session", "-yD", "yarn.application.id=ID")]
    [InlineData("-Dexecution.target=yarn-session", "-yDyarn.application.id=ID")]
    [InlineData]
    public async Task A_session_can_be_named_in_all_of_flinks_ways(params string[] flags)
    {
        var master = await session.StartAsync();
        var id = cluster.Yarn.Applications.Single().Id;

        var code = await session.SubmitAsync([.. flags.Select(flag => flag.Replace("ID", id)), "-d"]);

        code.Should().Be(0, session.Command.Everything);
        master.Submissions.Should().ContainSingle();
    }

    [Fact]
    public async Task Yarn_cluster_without_an_id_means_an_application_of_its_own_whatever_the_file_says()
    {
        var master = await session.StartAsync();
        cluster.Launch = async (it, application) => (await it.RegisterAsync(application)).Finish();

        (await session.SubmitAsync("-m", "yarn-cluster", "-yjm", "1024", "-ynm", "short forms", "-yqu=short", "-ys2"))
            .Should().Be(0, session.Command.Everything);

        master.Submissions.Should().BeEmpty();
        var submission = cluster.Yarn.Applications.Single(it => it.Id.EndsWith("_0002")).Submission;
        submission.GetProperty("application-name").GetString().Should().Be("short forms");
        submission.GetProperty("queue").GetString().Should().Be("short");
        submission.GetProperty("resource").GetProperty("memory").GetInt32().Should().Be(1024);
    }

    [Fact]
    public async Task The_second_submit_uploads_nothing_and_asks_little()
    {
        var master = await session.StartAsync();
        await session.SubmitAsync("-d");
        var before = cluster.Calls.Count;

        (await session.SubmitAsync("-d")).Should().Be(0, session.Command.Everything);

        session.Command.Output.Should().Contain("already there, 0 bytes uploaded");
        master.Submissions.Should().HaveCount(2);
        cluster.Calls.Skip(before).Select(call => call.Split(' ')[1] is { Length: > 0 } operation ? operation : call)
            .Where(call => !call.Contains("/data/")).Should().BeEquivalentTo(
                ["GET  /ws/v1/cluster/apps/application_1700000000000_0001", "OPEN", "OPEN",
                    "GETFILESTATUS"],
                "the report, two small files, and whether the program is there");
    }

    [Fact]
    public async Task A_lost_answer_does_not_submit_the_job_twice()
    {
        var master = await session.StartAsync();
        master.LostAnswers = 1;

        (await session.SubmitAsync("-d", "-Dclient.retry-period=50 ms")).Should().Be(0, session.Command.Everything);

        master.Submissions.Should().ContainSingle();
        master.LostAnswers.Should().BeLessThan(1, "the answer was lost");
    }

    [Fact]
    public async Task A_program_on_hdfs_is_fetched_reviewed_and_run()
    {
        var master = await session.StartAsync();
        cluster.NameNode.AddFile("/programs/sample.zip", SamplePrograms.Zip());

        (await session.RunAsync("run", "-d", "hdfs:///programs/sample.zip")).Should().Be(0, session.Command.Everything);

        master.Submissions.Should().ContainSingle().Which.Request.Programs.Single().EntryAssembly
            .Should().Be("SampleProgram.dll");
    }

    [Fact]
    public async Task Interrupted_the_job_goes_on_and_it_is_said_how_to_stop_it()
    {
        var master = await session.StartAsync();
        var (code, command) = await InterruptAsync(master);

        code.Should().Be(130, command.Everything);
        command.Output.Should().Contain("goes on without this client").And.Contain("flinkyarn cancel -t yarn-session");
        master.Cancelled.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Interrupted_before_the_answer_the_job_is_taken_back()
    {
        var master = await session.StartAsync();
        master.SubmitAnswer = new TaskCompletionSource().Task;
        using var interrupt = new CancellationTokenSource();
        var command = new CommandRun();
        var run = command.RunAsync(cluster.Environment, interrupt.Token, "run", SamplePrograms.Sample);
        (await Task.WhenAny(run, master.Submitted)).Should().Be(master.Submitted, command.Everything);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        master.Cancelled.IsCompleted.Should().BeTrue("nobody else knows of the job");
    }

    [Fact]
    public async Task Interrupted_with_sae_the_job_is_cancelled_and_the_session_stays()
    {
        var master = await session.StartAsync();
        var (code, command) = await InterruptAsync(master, "-sae");

        code.Should().Be(130, command.Everything);
        master.Cancelled.IsCompleted.Should().BeTrue();
        cluster.Yarn.Applications.Single().State.Should().Be("RUNNING");
    }

    [Fact]
    public async Task With_sae_a_job_that_the_program_did_not_wait_for_is_cancelled_at_its_end()
    {
        var master = await session.StartAsync();

        (await session.RunAsync("run", "-sae", SamplePrograms.Sample, "asynchronously"))
            .Should().Be(0, session.Command.Everything);

        master.Submissions.Should().ContainSingle();
        master.Cancelled.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Settings_that_only_a_new_cluster_could_have_are_warned_of()
    {
        await session.StartAsync();

        (await session.SubmitAsync("-d", "-t", "yarn-session", "-ytm", "2048", "-p", "2")).Should().Be(0);

        session.Command.Error.Should().Contain("taskmanager.memory.process.size (-ytm) has no effect")
            .And.NotContain("parallelism.default");
    }

    [Theory]
    [InlineData("yarn-per-job", "each job gets an application of its own")]
    [InlineData("yarn-application", "the client leaves it")]
    [InlineData("local", "runs the job in this process")]
    public async Task The_id_of_a_session_is_warned_of_where_it_has_no_effect(string target, string why)
    {
        cluster.Launch = async (it, application) => (await it.RegisterAsync(application)).Finish();

        (await session.SubmitAsync("-t", target, "-yid", "application_1_0001")).Should().Be(
            0, session.Command.Everything);

        session.Command.Error.Should().Contain("yarn.application.id (-yid) has no effect").And.Contain(why);
    }

    [Fact]
    public async Task A_stale_file_is_named_with_what_to_do()
    {
        await session.StartAsync();
        cluster.Yarn.Applications.Single().End("KILLED", "KILLED");

        (await session.SubmitAsync()).Should().Be(2);

        session.Command.Error.Should().Contain("does not run any more: KILLED").And.Contain(cluster.SessionFile)
            .And.Contain("delete that file");
    }

    [Theory]
    [InlineData("", "names no application")]
    [InlineData("applicationID=nonsense", "names 'nonsense', which is no application id")]
    public async Task A_damaged_file_is_refused_and_another_id_overrides_it(string content, string answer)
    {
        var master = await session.StartAsync();
        await File.WriteAllTextAsync(cluster.SessionFile, content, TestContext.Current.CancellationToken);

        (await session.SubmitAsync("-d", "-p", "0")).Should().Be(2);

        session.Command.Error.Should().Contain(answer).And.Contain("Delete it").And.Contain("'0' (-p)");
        (await session.SubmitAsync("-d", "-yid", cluster.Yarn.Applications.Single().Id)).Should().Be(
            0, session.Command.Everything);
        master.Submissions.Should().ContainSingle();
    }

    [Fact]
    public async Task Somebody_elses_application_is_refused()
    {
        await session.StartAsync();
        cluster.Yarn.Applications.Single().User = "somebody";

        (await session.SubmitAsync()).Should().Be(2);

        session.Command.Error.Should().Contain("is an application of somebody's; you are tester");
    }

    [Fact]
    public async Task Without_a_session_it_is_said_how_to_name_one()
    {
        (await session.SubmitAsync("-t", "yarn-session", "-p", "0")).Should().Be(2);

        session.Command.Error.Should().Contain("No cluster id was specified").And.Contain("'0' (-p)");
    }

    async Task<(int Code, CommandRun Command)> InterruptAsync(FakeJobManager master, params string[] flags)
    {
        using var interrupt = new CancellationTokenSource();
        var command = new CommandRun();
        var run = command.RunAsync(
            cluster.Environment, interrupt.Token, ["run", .. flags, SamplePrograms.Sample]);
        (await Task.WhenAny(run, master.Asked)).Should().Be(master.Asked, command.Everything);
        await interrupt.CancelAsync();
        return (await run, command);
    }
}
