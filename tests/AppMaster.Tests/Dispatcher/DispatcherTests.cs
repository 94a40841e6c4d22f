using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Tests.Dispatcher;

public sealed class DispatcherTests : IDisposable
{
    static readonly TimeSpan Expiration = TimeSpan.FromMinutes(10);

    readonly TestMaster master = new(
        mostJobs: 100, dispatcher: new DispatcherOptions { ArchiveCapacity = 2, ArchiveExpiration = Expiration });

    [Fact]
    public void A_job_whose_result_was_read_is_kept_as_what_became_of_it()
    {
        var job = Finish(Submit());
        Find(job.JobId).Should().BeSameAs(job, "its rows and result wait for the client");

        job.ResultFetched();
        // The archiving waits off the mailbox.
        SpinWait.SpinUntil(() => Find(job.JobId) is FinishedJob, TimeSpan.FromSeconds(10)).Should().BeTrue();

        var kept = Find(job.JobId)!;
        master.Do(kept.SnapshotAsync()).Status.Should().Be(JobStatus.Canceled);
        master.Do(kept.Outcome).JobName.Should().Be("test job");
        master.Do(kept.WaitForChangeAsync(JobStatus.Canceled, TimeSpan.FromHours(1), CancellationToken.None))
            .Should().Be(JobStatus.Canceled);
    }

    [Fact]
    public void A_result_that_nobody_reads_is_not_kept_for_ever()
    {
        var job = Finish(Submit());

        master.Time.Advance(TimeSpan.FromSeconds(60));

        SpinWait.SpinUntil(() => Find(job.JobId) is FinishedJob, TimeSpan.FromSeconds(10)).Should().BeTrue();
    }

    [Fact]
    public void Only_the_last_ended_jobs_stay_listed_and_only_for_a_time()
    {
        List<string> ids = [.. Enumerable.Range(0, 3).Select(_ => Archive())];

        Find(ids[0]).Should().BeNull("two are kept");
        master.Do(master.Core.Dispatcher.ListAsync()).Select(job => job.JobId).Should().Equal(ids[1], ids[2]);

        master.Time.Advance(Expiration + TimeSpan.FromSeconds(1));
        master.Do(master.Core.Dispatcher.ListAsync()).Should().BeEmpty();
    }

    [Fact]
    public void A_job_that_is_there_or_was_there_is_refused()
    {
        var graph = Graph();
        var job = master.Submit(graph);
        Refuses(graph).Should().Contain("was submitted already");

        Finish(job).ResultFetched();
        SpinWait.SpinUntil(() => Find(job.JobId) is FinishedJob, TimeSpan.FromSeconds(10)).Should().BeTrue();
        Refuses(graph).Should().Contain("was submitted already");
    }

    [Fact]
    public void One_that_stops_cancels_what_runs_and_takes_nothing_more()
    {
        var first = Submit();
        var second = Submit();

        master.Do(master.Core.Dispatcher.StopAsync());

        master.Do(first.Outcome).Status.Should().Be(JobStatus.Canceled);
        master.Do(second.Outcome).Status.Should().Be(JobStatus.Canceled);
        Refuses(Graph()).Should().Contain("being shut down");
    }

    [Fact]
    public void A_job_that_fails_does_not_disturb_the_others()
    {
        var failing = Submit();
        var other = Submit();
        var a = master.StartTaskManager("a");
        var b = master.StartTaskManager("b");
        master.Offer(a, failing);
        master.Offer(b, other);

        master.Report(failing, a.Deployed.Single(), ExecutionState.Failed, new FailureInfo { Message = "no luck" });

        master.Do(failing.Outcome).Cause!.Message.Should().Be("no luck");
        master.Do(other.SnapshotAsync()).Status.Should().Be(JobStatus.Running);
        b.Cancelled.Should().BeEmpty();
    }

    public void Dispose() => master.Dispose();

    static JobGraph Graph() => TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print());

    AppMaster.JobManager.JobManager Submit() => master.Submit(Graph());

    AppMaster.JobManager.JobManager Finish(AppMaster.JobManager.JobManager job)
    {
        master.Do(job.CancelAsync());
        master.Do(job.Outcome);
        return job;
    }

    string Archive()
    {
        var job = Finish(Submit());
        job.ResultFetched();
        SpinWait.SpinUntil(() => Find(job.JobId) is FinishedJob, TimeSpan.FromSeconds(10)).Should().BeTrue();
        return job.JobId;
    }

    IJobHandle? Find(string jobId) => master.Do(master.Core.Dispatcher.FindAsync(jobId));

    string Refuses(JobGraph graph)
    {
        var submitting = () => master.Do(master.Core.Dispatcher.SubmitAsync(new JobSubmission(graph, [])));
        return submitting.Should().Throw<JobRefusedException>().Which.Message;
    }
}
