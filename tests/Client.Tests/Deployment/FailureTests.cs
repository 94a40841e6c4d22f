using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary>Deployments and jobs that end badly: what is taken back, what people are told.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    readonly CommandRun command = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData("MKDIRS /user/tester/.flinkyarn")]
    [InlineData("WRITE /user/tester/.flinkyarn/cache")]
    [InlineData("MKDIRS /user/tester/.flinkyarn/application_")]
    [InlineData("/job.graph")]
    [InlineData("/application.json")]
    [InlineData("SUBMIT")]
    public async Task A_step_that_fails_is_taken_back_with_all_before_it(string fault)
    {
        cluster.Refused = fault;

        var code = await RunAsync();

        code.Should().Be(1, command.Everything);
        cluster.Refusals.Should().BePositive("the fault must have happened");
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
        cluster.NameNode.Paths.Should().NotContain(path => Path.GetFileName(path).StartsWith(".SampleProgram"));
        cluster.Yarn.Applications.Should().BeEmpty();
        command.Error.Should().ContainAny("Permission denied", "The test refuses it");
    }

    [Fact]
    public async Task An_application_that_yarn_fails_is_told_with_yarns_words()
    {
        cluster.Launch = (_, application) =>
        {
            application.End("FAILED", "FAILED", "AM Container exited with exitCode: 127");
            return Task.CompletedTask;
        };

        var code = await RunAsync();

        code.Should().Be(1);
        command.Error.Should().Contain("exitCode: 127").And.Contain(
            "yarn logs -applicationId application_1700000000000_0001");
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
    }

    [Fact]
    public async Task When_all_attempts_are_used_up_the_first_cause_is_told()
    {
        cluster.Launch = (_, application) =>
        {
            application.Attempts = ["exitCode: 134 Stack overflow.", "exitCode: 1 jobs are lost"];
            application.End("FAILED", "FAILED", "Application failed 2 times due to exitCode: 1 jobs are lost");
            return Task.CompletedTask;
        };

        var code = await RunAsync();

        code.Should().Be(1);
        command.Error.Should().Contain("Attempt 1 of 2: exitCode: 134 Stack overflow.");
    }

    [Fact]
    public async Task A_job_that_fails_is_told_with_its_cause_and_exit_code_1()
    {
        cluster.Launch = async (it, application) =>
            (await it.RegisterAsync(application)).Fail("Unlucky map: the 1000th number is unlucky");

        var code = await RunAsync();

        code.Should().Be(1);
        command.Error.Should().Contain("ended as FAILED").And.Contain("Unlucky map: the 1000th number is unlucky")
            .And.Contain("at User.Code()");
    }

    [Fact]
    public async Task When_the_application_master_is_gone_yarns_report_speaks()
    {
        cluster.Launch = (it, application) => it.RegisterAsync(application);
        var run = RunAsync("-Dclient.retry-period=50 ms");
        var master = await BeforeTheEnd(run, cluster.Master);
        await BeforeTheEnd(run, master.Asked);

        cluster.Yarn.Applications.Single().End("FAILED", "FAILED", "Container killed: beyond physical memory limits");
        await master.DisposeAsync();

        (await run).Should().Be(1);
        command.Everything.Should().Contain("beyond physical memory limits");
        cluster.NameNode.Paths.Should().NotContain(
            path => path.Contains("application_"), "the client clears what is left");
    }

    [Fact]
    public async Task An_application_master_with_another_certificate_is_not_talked_to()
    {
        cluster.Launch = async (it, application) =>
            (await it.RegisterAsync(application, withOwnCertificate: false)).Finish();

        var code = await RunAsync("-Dclient.timeout=1 s", "-Dclient.retry-period=50 ms");

        code.Should().Be(1);
        command.Error.Should().Contain("has not answered for");
        (await cluster.Master).Asked.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Interrupted_before_it_runs_the_application_is_killed_and_nothing_stays()
    {
        cluster.Launch = (_, _) => Task.CompletedTask;
        using var interrupt = new CancellationTokenSource();
        var run = command.RunAsync(
            cluster.Environment, interrupt.Token, "run", "-t", "yarn-per-job", SamplePrograms.Sample);
        await BeforeTheEnd(run, cluster.Accepted);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        cluster.Yarn.Applications.Single().WasKilled.Should().BeTrue(command.Everything);
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
    }

    [Fact]
    public async Task Interrupted_while_it_runs_the_job_goes_on()
    {
        cluster.Launch = (it, application) => it.RegisterAsync(application);
        using var interrupt = new CancellationTokenSource();
        var run = command.RunAsync(
            cluster.Environment, interrupt.Token, "run", "-t", "yarn-per-job", SamplePrograms.Sample);
        await BeforeTheEnd(run, (await BeforeTheEnd(run, cluster.Master)).Asked);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        command.Output.Should().Contain("goes on without this client");
        cluster.Yarn.Applications.Single().WasKilled.Should().BeFalse();
    }

    [Fact]
    public async Task Interrupted_with_sae_the_job_is_cancelled()
    {
        cluster.Launch = (it, application) => it.RegisterAsync(application);
        using var interrupt = new CancellationTokenSource();
        var run = command.RunAsync(
            cluster.Environment, interrupt.Token, "run", "-t", "yarn-per-job", "-sae", SamplePrograms.Sample);
        var master = await BeforeTheEnd(run, cluster.Master);
        await BeforeTheEnd(run, master.Asked);

        await interrupt.CancelAsync();

        (await run).Should().Be(130, command.Everything);
        master.Cancelled.IsCompleted.Should().BeTrue();
    }

    async Task BeforeTheEnd(Task<int> run, Task awaited) =>
        (await Task.WhenAny(run, awaited)).Should().Be(awaited, command.Everything);

    async Task<T> BeforeTheEnd<T>(Task<int> run, Task<T> awaited)
    {
        await BeforeTheEnd(run, (Task)awaited);
        return await awaited;
    }

    Task<int> RunAsync(params string[] flags) => command.RunAsync(
        cluster.Environment, ["run", "-t", "yarn-per-job", .. flags, SamplePrograms.Sample]);
}
