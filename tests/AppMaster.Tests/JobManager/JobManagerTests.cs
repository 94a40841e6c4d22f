using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Tests.JobManager;

public sealed class JobManagerTests : IDisposable
{
    readonly TestMaster master = new(slotsPerWorker: 2);

    [Fact]
    public void A_job_is_deployed_when_all_its_slots_are_there_and_finishes_with_its_tasks()
    {
        var (job, taskManager) = StartJob(TwoVertices());

        taskManager.Deployed.Select(task => (task.TaskName, task.Attempt.Subtask)).Should().Equal(
            ("Source: Sequence", 0), ("Source: Sequence", 1), ("Map -> Sink: Print", 0), ("Map -> Sink: Print", 1));
        Status(job).Should().Be(JobStatus.Running);

        FinishAll(job, taskManager);

        var outcome = master.Do(job.Outcome);
        outcome.Status.Should().Be(JobStatus.Finished);
        taskManager.Told.Should().Contain(message => message.JobEnded != null && message.JobEnded.JobId == job.JobId);
    }

    [Fact]
    public void Consumers_are_told_where_every_producer_is()
    {
        var (_, taskManager) = StartJob(TwoVertices());

        var consumer = taskManager.Deployed[2];
        var channels = consumer.Inputs.Should().ContainSingle().Which.Channels;
        channels.Select(channel => channel.Partition.Producer.Subtask).Should().Equal(0, 1);
        channels.Should().OnlyContain(
            channel => channel.ProducerResourceId == "tm-1" && channel.ProducerDataPort == 4000);
        channels.Select(channel => channel.Subpartition).Should().Equal(0, 0);
        taskManager.Deployed[0].Outputs.Should().ContainSingle().Which.Subpartitions.Should().Be(2);
    }

    [Fact]
    public void The_first_failure_cancels_the_rest_and_is_the_jobs_cause()
    {
        var (job, taskManager) = StartJob(TwoVertices());
        var cause = new FailureInfo { Type = "System.Exception", Message = "boom", OperatorName = "Map" };

        master.Report(job, taskManager.Deployed[2], ExecutionState.Running);
        master.Report(job, taskManager.Deployed[2], ExecutionState.Failed, cause);

        Status(job).Should().Be(JobStatus.Failing);
        taskManager.Cancelled.Should().HaveCount(3);
        foreach (var task in taskManager.Deployed.Where((_, index) => index != 2))
        {
            master.Report(job, task, ExecutionState.Canceled);
        }

        var outcome = master.Do(job.Outcome);
        outcome.Status.Should().Be(JobStatus.Failed);
        outcome.Cause!.OperatorName.Should().Be("Map");
    }

    [Fact]
    public void A_cancelled_job_ends_as_canceled_even_when_a_task_fails_on_its_way_out()
    {
        var (job, taskManager) = StartJob(TwoVertices());

        master.Do(job.CancelAsync());
        Status(job).Should().Be(JobStatus.Cancelling);
        master.Report(job, taskManager.Deployed[0], ExecutionState.Failed, new FailureInfo { Message = "late" });
        foreach (var task in taskManager.Deployed.Skip(1))
        {
            master.Report(job, task, ExecutionState.Canceled);
        }

        master.Do(job.Outcome).Status.Should().Be(JobStatus.Canceled);
    }

    [Fact]
    public void A_job_is_cancelled_while_it_waits_for_slots()
    {
        var job = master.Submit(TwoVertices());

        master.Do(job.CancelAsync());

        master.Do(job.Outcome).Status.Should().Be(JobStatus.Canceled);
        master.Driver.Wanted.Should().Be(0);
    }

    [Fact]
    public void Missing_slots_fail_the_job_with_the_numbers()
    {
        var job = master.Submit(TwoVertices());

        master.Time.Advance(TimeSpan.FromMinutes(5));
        master.Run();

        master.Do(job.Outcome).Cause!.Message.Should()
            .Contain("2 slots are needed and 0 came").And.Contain("slot.request.timeout");
    }

    [Fact]
    public void Missing_slots_fail_the_job_with_what_is_wanted_and_how_the_last_start_failed()
    {
        var job = master.Submit(TwoVertices());
        master.DriverReports(events => events.OnWorkerStarting("tm-1", "node-1"));
        master.DriverReports(events => events.OnWorkerEnded("tm-1", "its container was killed (exit status -104)."));
        master.DriverReports(events => events.OnWorkerStarting("tm-2", "node-2"));
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(5); passed += TimeSpan.FromSeconds(10))
        {
            master.Time.Advance(TimeSpan.FromSeconds(10));
            master.Run();
        }

        master.Do(job.Outcome).Cause!.Message.Should()
            .Contain("2 slots are needed and 0 came within 00:05:00")
            .And.Contain("TaskManagers: 1 wanted, 0 registered, 1 starting, 0 not given.")
            .And.Contain("tm-1 on node-1: its container was killed (exit status -104).");
    }

    [Fact]
    public void A_lost_task_manager_fails_the_job_with_its_reason()
    {
        var (job, _) = StartJob(TwoVertices());

        master.ResourceManager.OnDisconnected("tm-1", "it closed its stream");
        master.Run();
        master.Driver.Expected.Should().Equal("tm-1");
        Status(job).Should().Be(JobStatus.Running, "the provider may know more");
        master.Time.Advance(TimeSpan.FromSeconds(3));
        master.Run();

        var outcome = master.Do(job.Outcome);
        outcome.Status.Should().Be(JobStatus.Failed);
        outcome.Cause!.Message.Should().Be("TaskManager tm-1 with 4 tasks was lost: it closed its stream");
    }

    [Fact]
    public void The_providers_reason_is_the_cause_and_not_the_stream_that_broke()
    {
        var (job, _) = StartJob(TwoVertices());

        master.ResourceManager.OnDisconnected("tm-1", "it closed its stream");
        master.Run();
        master.DriverReports(events => events.OnWorkerEnded("tm-1", "its container was killed (exit status 137)."));

        master.Do(job.Outcome).Cause!.Message.Should().Be(
            "TaskManager tm-1 with 4 tasks was lost: its container was killed (exit status 137).");
    }

    [Fact]
    public void A_connection_that_broke_because_a_task_manager_died_is_not_the_cause()
    {
        var (job, taskManager) = StartJob(TwoVertices());
        master.Report(job, taskManager.Deployed[^1], ExecutionState.Failed, new FailureInfo
        {
            Message = "The connection broke.", Domain = FailureInfo.Types.Domain.Connection,
        });
        Status(job).Should().Be(JobStatus.Failing);

        master.DriverReports(events => events.OnWorkerEnded("tm-1", "exit status 137."));

        master.Do(job.Outcome).Cause!.Message.Should().Be("TaskManager tm-1 with 3 tasks was lost: exit status 137.");
    }

    [Fact]
    public void What_a_users_function_threw_stays_the_cause_when_its_task_manager_dies_thereafter()
    {
        var (job, taskManager) = StartJob(TwoVertices());
        master.Report(job, taskManager.Deployed[0], ExecutionState.Failed, new FailureInfo
        {
            Message = "no such customer", Domain = FailureInfo.Types.Domain.User,
        });

        master.DriverReports(events => events.OnWorkerEnded("tm-1", "exit status 4."));

        master.Do(job.Outcome).Cause!.Message.Should().Be("no such customer");
    }

    [Fact]
    public void A_refused_deployment_fails_the_job()
    {
        var job = master.Submit(TwoVertices());
        var taskManager = master.StartTaskManager("tm-1", slots: 2);
        taskManager.DeploymentFailure = new TaskManagerRefusedException(
            new FailureInfo { Message = "no such program" });

        master.Offer(taskManager, job);

        master.Do(job.Outcome).Cause!.Message.Should().Be("no such program");
    }

    [Fact]
    public void A_deployment_that_was_cut_off_is_told_by_how_its_task_manager_ended()
    {
        var job = master.Submit(TwoVertices());
        var taskManager = master.StartTaskManager("tm-1", slots: 2);
        taskManager.DeploymentFailure = new TaskManagerLostException("TaskManager tm-1 was lost: the stream broke");

        master.Offer(taskManager, job);
        taskManager.Told.Should().Contain(message => message.DeployTask != null, "it was on its way");
        Status(job).Should().Be(JobStatus.Running, "only the loss says why");
        master.DriverReports(events => events.OnWorkerEnded("tm-1", "exit status 137."));

        master.Do(job.Outcome).Cause!.Message.Should().Be("TaskManager tm-1 with 4 tasks was lost: exit status 137.");
    }

    [Fact]
    public void Late_and_repeated_reports_change_nothing()
    {
        var (job, taskManager) = StartJob(TwoVertices());
        var task = taskManager.Deployed[0];
        master.Report(job, task, ExecutionState.Finished);
        master.Report(job, task, ExecutionState.Running);
        master.Report(job, task, ExecutionState.Failed, new FailureInfo { Message = "too late" });

        Status(job).Should().Be(JobStatus.Running);
    }

    [Fact]
    public void Every_split_of_a_sequence_is_given_once_and_covers_it()
    {
        var (job, taskManager) = StartJob(TwoVertices());
        var numbers = new List<long>();
        while (master.Do(((IJobManagerGateway)job).RequestSplitAsync(
            new RequestSplit { Attempt = taskManager.Deployed[0].Attempt })).Split is { } split)
        {
            for (var number = split.Range.From; number <= split.Range.To; number++)
            {
                numbers.Add(number);
            }
        }

        numbers.Should().Equal(Enumerable.Range(1, 100).Select(number => (long)number));
    }

    [Fact]
    public void Finished_files_appear_when_the_whole_job_has_finished_and_not_before()
    {
        var output = new Uri(Path.Combine(master.Folder, "out"));
        var graph = TestMaster.Graph(1, environment =>
            environment.FromSequence(1, 3).WriteAsText(output.LocalPath));
        var (job, taskManager) = StartJob(graph);
        var written = Path.Combine(output.LocalPath, "_temporary", job.JobId, "part-0-0");
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        File.WriteAllText(written, "1\n2\n3\n");

        var finished = new TaskStateChanged { Attempt = taskManager.Deployed[0].Attempt,
            State = ExecutionState.Finished };
        finished.Committables.Add(new FileCommittable
        {
            WrittenUri = new Uri(written).AbsoluteUri,
            FinalUri = new Uri(Path.Combine(output.LocalPath, "part-0")).AbsoluteUri,
        });
        job.OnTaskStateChanged(finished);

        master.Do(job.Outcome).Status.Should().Be(JobStatus.Finished);
        File.ReadAllText(Path.Combine(output.LocalPath, "part-0")).Should().Be("1\n2\n3\n");
        Directory.Exists(Path.Combine(output.LocalPath, "_temporary")).Should().BeFalse();
    }

    [Fact]
    public void An_output_that_holds_something_is_refused_before_anything_runs()
    {
        File.WriteAllText(Path.Combine(master.Folder, "old"), "");
        var job = master.Submit(TestMaster.Graph(1, environment =>
            environment.FromSequence(1, 3).WriteAsText(master.Folder)));

        master.Do(job.Outcome).Cause!.Message.Should().Contain("already holds something");
    }

    [Fact]
    public void A_missing_input_fails_the_job_with_its_name()
    {
        var missing = Path.Combine(master.Folder, "missing");
        var job = master.Submit(TestMaster.Graph(1, environment => environment.ReadTextFile(missing).Print()));

        master.Do(job.Outcome).Cause!.Message.Should().Contain("missing").And.Contain("does not exist");
    }

    [Fact]
    public void A_second_job_is_refused_in_per_job_mode()
    {
        master.Submit(TwoVertices());

        ((Action)(() => master.Submit(TwoVertices()))).Should().Throw<Exception>().WithMessage("*no second one*");
    }

    public void Dispose() => master.Dispose();

    static JobGraph TwoVertices() => TestMaster.Graph(2, environment =>
        environment.FromSequence(1, 100).Rebalance().Map(x => x + 1).Print());

    (AppMaster.JobManager.JobManager Job, FakeTaskManager TaskManager) StartJob(JobGraph graph)
    {
        var job = master.Submit(graph);
        var taskManager = master.StartTaskManager("tm-1", slots: 2);
        master.Offer(taskManager, job);
        return (job, taskManager);
    }

    void FinishAll(AppMaster.JobManager.JobManager job, FakeTaskManager taskManager)
    {
        foreach (var task in taskManager.Deployed)
        {
            master.Report(job, task, ExecutionState.Running);
            master.Report(job, task, ExecutionState.Finished);
        }
    }

    JobStatus Status(AppMaster.JobManager.JobManager job) => master.Do(job.SnapshotAsync()).Status;
}
