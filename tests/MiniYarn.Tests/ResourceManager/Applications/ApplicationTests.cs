using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.Applications;

/// <summary>Lives of applications that never get to speak.</summary>
public sealed class ApplicationTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unknown_queue_fails_the_application_in_yarns_words()
    {
        await using var cluster = await TestCluster.StartAsync();

        var id = await cluster.SubmitAsync(context => context with { Queue = "nowhere" });

        (await cluster.ReportAsync(id)).Should().Match<YarnApplication>(app =>
            app.State == YarnApplicationState.Failed && app.FinalStatus == YarnFinalStatus.Failed
            && app.Diagnostics == $"Application {id} submitted by user alice to unknown queue: nowhere");
    }

    [Fact]
    public async Task An_application_master_that_exits_fails_its_attempt_with_code_and_words_of_the_node()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();

        cluster.Node.Complete(launch.Container, 7, "Exception from container-launch.\n");

        await cluster.Node.EndAsync();
        var report = await cluster.ReportAsync(id);
        report.State.Should().Be(YarnApplicationState.Failed);
        report.Diagnostics.Should().Be(
            $"Application {id} failed 1 times (global limit =4) due to AM Container for "
            + $"appattempt_{id["application_".Length..]}_000001 exited with  exitCode: 7\n"
            + "Failing this attempt.Diagnostics: Exception from container-launch.\n"
            + "For more detailed output, check the application tracking page: "
            + $"{cluster.Http.BaseAddress}cluster/app/{id}"
            + " Then click on links to logs of each attempt.\n. Failing the application.");
    }

    [Fact]
    public async Task An_application_master_that_ends_well_without_a_word_has_failed_too()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();

        cluster.Node.Complete(launch.Container, 0);

        await cluster.Node.EndAsync();
        (await cluster.ReportAsync(id)).Diagnostics.Should().Contain("exited with  exitCode: 0");
    }

    [Fact]
    public async Task A_second_attempt_follows_with_a_new_id_and_a_new_token()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync(context => context with { MaxAttempts = 2 });
        var first = await cluster.Node.LaunchAsync();

        cluster.Node.Complete(first.Container, 1);
        var second = await cluster.Node.LaunchAsync();

        second.Container.Attempt.Attempt.Should().Be(2);
        second.Credentials.FindAmRmToken()!.Identifier.Span
            .SequenceEqual(first.Credentials.FindAmRmToken()!.Identifier.Span).Should().BeFalse();
        (await cluster.ReportAsync(id)).State.Should().Be(YarnApplicationState.Accepted);
        (await cluster.Rest.GetAttemptsAsync(id, Cancel)).Select(attempt => attempt.AppAttemptState)
            .Should().Equal("FAILED", "LAUNCHED");
    }

    [Fact]
    public async Task Failures_older_than_the_validity_interval_are_forgiven()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync(
            context => context with { MaxAttempts = 2, AttemptFailuresValidityMs = 60_000 });
        cluster.Node.Complete((await cluster.Node.LaunchAsync()).Container, 1);
        var second = await cluster.Node.LaunchAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(61));

        cluster.Node.Complete(second.Container, 1);
        var third = await cluster.Node.LaunchAsync();
        cluster.Node.Complete(third.Container, 1);

        await cluster.Node.EndAsync();
        (await cluster.ReportAsync(id)).Diagnostics.Should().Contain("failed 2 times in previous 60000 milliseconds");
    }

    [Fact]
    public async Task An_attempt_on_a_lost_node_is_no_fault_and_is_not_counted()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2);
        var id = await cluster.SubmitAsync();
        await cluster.Nodes[0].LaunchAsync();

        await cluster.LoseNodeAsync(cluster.Nodes[0]);

        (await cluster.Nodes[1].LaunchAsync()).Container.Attempt.Attempt.Should().Be(2);
        (await cluster.ReportAsync(id)).State.Should().Be(YarnApplicationState.Accepted);
        (await cluster.Rest.GetMetricsAsync(Cancel)).LostNodes.Should().Be(1);
    }

    [Fact]
    public async Task An_application_master_that_never_registers_is_given_up_and_stopped()
    {
        await using var cluster = await TestCluster.StartAsync(options: new ResourceManagerOptions
        {
            Applications = new ApplicationOptions { MasterExpiry = TimeSpan.FromMinutes(3) },
        });
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();

        cluster.Time.Advance(TimeSpan.FromMinutes(3));

        (await cluster.Node.StopAsync()).Should().Be((launch.Container, -106));
        await cluster.Node.EndAsync();
        (await cluster.ReportAsync(id)).Diagnostics.Should()
            .Contain($"ApplicationMaster for attempt {launch.Container.Attempt} timed out");
    }

    [Fact]
    public async Task An_application_that_waits_says_why_and_runs_when_there_is_room()
    {
        await using var cluster = await TestCluster.StartAsync(nodeMemoryMb: 512);
        var first = await cluster.SubmitAsync();
        await cluster.Node.LaunchAsync();
        var second = await cluster.SubmitAsync();

        var waiting = await cluster.ReportAsync(second);
        waiting.State.Should().Be(YarnApplicationState.Accepted);
        waiting.Diagnostics.Should().Be(
            "[Sun Mar 14 15:09:26 +0000 2027] Application is added to the scheduler and is not yet activated. "
            + "Queue's AM resource limit exceeded.  Details : AM Partition = <DEFAULT_PARTITION>; "
            + "AM Resource Request = <memory:256, vCores:1>; Queue Resource Limit for AM = <memory:256, vCores:4>; "
            + "User AM Resource Limit of the queue = <memory:256, vCores:4>; "
            + "Queue AM Resource Usage = <memory:256, vCores:1>; ");
        cluster.Node.HasLaunch.Should().BeFalse();

        await cluster.Rest.KillAsync(first, cancellationToken: Cancel);

        (await cluster.Node.LaunchAsync()).Container.Attempt.Application.ToString().Should().Be(second);
    }

    [Fact]
    public async Task Used_resources_are_charged_over_time_and_free_after_the_end()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(10));

        cluster.Node.Complete(launch.Container, 1);

        await cluster.Node.EndAsync();
        var report = await cluster.ReportAsync(id);
        (report.MemorySeconds, report.VcoreSeconds, report.RunningContainers).Should().Be((2560, 10, -1));
        (await cluster.Rest.GetMetricsAsync(Cancel)).ContainersAllocated.Should().Be(0);
    }

    [Fact]
    public async Task Logs_are_collected_when_all_nodes_have_said_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();
        (await cluster.ReportAsync(id)).LogAggregationStatus.Should().Be("NOT_START");
        cluster.Node.Complete(launch.Container, 1);
        await cluster.Node.EndAsync();
        (await cluster.ReportAsync(id)).LogAggregationStatus.Should().Be("RUNNING");

        var application = launch.Identifier.ContainerId.AppAttemptId.ApplicationId;
        cluster.Node.Events.ApplicationEnded(cluster.Node.Id, application, areLogsAggregated: true);

        (await cluster.ReportAsync(id)).LogAggregationStatus.Should().Be("SUCCEEDED");
    }

    [Fact]
    public async Task Ended_applications_are_forgotten_when_there_are_too_many()
    {
        await using var cluster = await TestCluster.StartAsync(options: new ResourceManagerOptions
        {
            Applications = new ApplicationOptions { MaxCompleted = 2 },
        });
        var ids = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            ids.Add(await cluster.SubmitAsync(context => context with { Queue = "nowhere" }));
        }

        (await cluster.Rest.GetApplicationsAsync(cancellationToken: Cancel)).Select(app => app.Id)
            .Should().Equal(ids[1], ids[2]);
        YarnApplicationId.TryParse(await cluster.SubmitAsync(), out var next).Should().BeTrue();
        next.Number.Should().Be(4);
    }
}
