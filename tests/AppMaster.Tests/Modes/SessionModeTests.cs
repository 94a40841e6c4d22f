using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.Modes;
using FlinkYarn.AppMaster.Tests.Kit;

namespace FlinkYarn.AppMaster.Tests.Modes;

public sealed class SessionModeTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TestMaster master = new(mostJobs: int.MaxValue);
    readonly ClusterShutdown shutdown = new();

    [Fact]
    public void It_outlives_its_jobs_and_succeeds_whatever_they_did_when_it_is_told_to_end()
    {
        var session = new SessionMode(master.Core.Dispatcher, shutdown, Patience, master.Time);
        var running = session.RunAsync(CancellationToken.None);
        var job = master.Submit(TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print()));
        master.Do(job.CancelAsync());
        master.Do(job.Outcome);
        running.IsCompleted.Should().BeFalse("jobs do not end a session");

        shutdown.Request();

        master.Do(running).Should().Be(new ApplicationEnd(JobStatus.Finished, ""));
    }

    [Fact]
    public void Jobs_that_run_are_cancelled_when_it_ends()
    {
        var running = new SessionMode(master.Core.Dispatcher, shutdown, Patience, master.Time)
            .RunAsync(CancellationToken.None);
        var job = master.Submit(TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print()));

        shutdown.Request();
        shutdown.Request();

        master.Do(running);
        master.Do(job.Outcome).Status.Should().Be(JobStatus.Canceled);
    }

    [Fact]
    public void A_task_that_does_not_stop_keeps_it_for_the_shut_down_timeout_only()
    {
        var running = new SessionMode(master.Core.Dispatcher, shutdown, Patience, master.Time)
            .RunAsync(CancellationToken.None);
        var job = master.Submit(TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print()));
        var taskManager = master.StartTaskManager("a");
        master.Offer(taskManager, job);

        shutdown.Request();
        SpinWait.SpinUntil(
            () =>
            {
                master.Run();
                return taskManager.Cancelled.Count > 0;
            }, TimeSpan.FromSeconds(10)).Should().BeTrue("the task is asked to stop");
        running.IsCompleted.Should().BeFalse("the task still runs");

        master.Time.Advance(Patience);
        master.Do(running).Status.Should().Be(JobStatus.Finished);
    }

    public void Dispose() => master.Dispose();
}
