using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Tests.Rest;

/// <summary>What REST tells of a job on its way, in the test's time.</summary>
public sealed class JobBodiesTests : IDisposable
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly TestMaster master = new(slotsPerWorker: 2);
    readonly JobGraph graph = TestMaster.Graph(2, environment =>
        environment.Set("my.password", "open sesame").Set("my.key", "value")
            .FromSequence(1, 100).Rebalance().Map(x => x + 1).Print());

    [Fact]
    public void The_plan_has_flinks_shape()
    {
        var plan = PlanBodies.Plan(Snapshot(master.Submit(graph)));

        plan.Type.Should().Be("STREAMING");
        plan.Nodes.Select(node => (node.Id, node.Description, node.Parallelism)).Should().Equal(
            graph.Vertices.Select(vertex => (vertex.Id, vertex.Name, 2)));
        plan.Nodes[0].Inputs.Should().BeEmpty();
        plan.Nodes[1].Inputs.Should().Equal(new PlanInput(0, graph.Vertices[0].Id, "REBALANCE", "pipelined_bounded"));
    }

    [Fact]
    public void What_the_program_has_set_is_told_with_its_secrets_masked()
    {
        var configuration = PlanBodies.Configuration(Snapshot(master.Submit(graph)));

        configuration.Execution.User.Should().Contain("my.key", "value").And.Contain("my.password", "******");
    }

    [Fact]
    public void Before_its_first_slot_a_task_is_unassigned_and_has_no_times()
    {
        var task = VertexBodies.Subtasks(Snapshot(master.Submit(graph)).Vertices[0], master.Time).Subtasks[1];

        (task.Subtask, task.Status, task.Endpoint, task.TaskManagerId).Should()
            .Be((1, "CREATED", "(unassigned)", "(unassigned)"));
        (task.StartTime, task.EndTime, task.Duration).Should().Be((-1, -1, -1));
    }

    [Fact]
    public void A_tasks_times_are_those_of_its_states()
    {
        var (job, taskManager) = StartJob();
        var deployed = Now;
        master.Time.Advance(2 * Second);
        master.Report(job, taskManager.Deployed[0], ExecutionState.Running);
        master.Time.Advance(3 * Second);
        master.Report(job, taskManager.Deployed[0], ExecutionState.Finished);
        master.Time.Advance(4 * Second);

        var vertex = Snapshot(job).Vertices[0];
        var (ended, running) = (TaskBodies.Details(vertex.Subtasks[0], master.Time),
            TaskBodies.Details(vertex.Subtasks[1], master.Time));
        (ended.StartTime, ended.EndTime, ended.Duration).Should().Be((deployed, deployed + 5000, 5000));
        ended.StatusDurations.Should().Contain("DEPLOYING", 2000).And.Contain("RUNNING", 3000)
            .And.Contain("INITIALIZING", -1);
        (running.StartTime, running.EndTime, running.Duration).Should().Be((deployed, -1, 9000));
        running.Endpoint.Should().Be("host-of-tm-1:4000");

        var times = VertexBodies.Times(vertex, master.Time).Subtasks[0];
        times.Duration.Should().Be(5000);
        times.Timestamps.Should().Contain("RUNNING", deployed + 2000).And.Contain("FINISHED", deployed + 5000)
            .And.Contain("FAILED", 0);
    }

    [Fact]
    public void A_vertex_is_told_by_the_task_managers_that_run_it()
    {
        var (job, taskManager) = StartJob();
        var deployed = Now;
        master.Report(job, taskManager.Deployed[0], ExecutionState.Running);
        master.Time.Advance(Second);

        var at = VertexBodies.TaskManagers(Snapshot(job).Vertices[0], master.Time).TaskManagers
            .Should().ContainSingle().Subject;

        (at.TaskManagerId, at.Endpoint, at.Status).Should().Be(("tm-1", "host-of-tm-1:4000", "RUNNING"));
        (at.StartTime, at.EndTime, at.Duration).Should().Be((deployed, -1, 1000));
        at.StatusCounts.Should().BeEquivalentTo(new Dictionary<string, int> { ["RUNNING"] = 1, ["DEPLOYING"] = 1 });
        at.Metrics.AreReadRecordsComplete.Should().BeFalse();
    }

    [Fact]
    public void A_job_that_has_finished_says_when_its_vertices_ran()
    {
        var (job, taskManager) = StartJob();
        var deployed = Now;
        master.Time.Advance(Second);
        foreach (var task in taskManager.Deployed)
        {
            master.Report(job, task, ExecutionState.Finished);
        }

        master.Do(job.Outcome);
        var details = JobBodies.Details(Snapshot(job), master.Time);

        details.StatusCounts.Should().Equal(new Dictionary<string, int> { ["FINISHED"] = 2 });
        details.Vertices.Should().OnlyContain(vertex => vertex.StartTime == deployed
            && vertex.EndTime == deployed + 1000 && vertex.Duration == 1000 && vertex.Metrics.AreWriteRecordsComplete);
        details.Plan.Nodes.Should().HaveCount(2);
    }

    [Fact]
    public void A_failure_is_told_while_the_job_still_fails_with_what_failed_beside_it()
    {
        var (job, taskManager) = StartJob();
        master.Report(job, taskManager.Deployed[2], ExecutionState.Failed, new FailureInfo
        {
            Type = "System.Exception", Message = "boom", Stack = "System.Exception: boom\n at …", OperatorName = "Map",
        });
        var failed = Now;
        master.Time.Advance(Second);
        master.Report(job, taskManager.Deployed[3], ExecutionState.Failed, new FailureInfo { Message = "me too" });

        var exceptions = FailureBodies.Exceptions(Snapshot(job), most: 20);

        exceptions.RootException.Should().StartWith("System.Exception: boom");
        exceptions.Timestamp.Should().Be(failed);
        var entry = exceptions.History.Entries.Should().ContainSingle().Subject;
        (entry.Type, entry.TaskName, entry.Endpoint, entry.TaskManagerId).Should().Be(
            ("System.Exception", "Map -> Sink: Print (1/2)", "host-of-tm-1:4000", "tm-1"));
        var other = entry.Concurrent.Should().ContainSingle().Subject;
        (other.Type, other.StackTrace, other.Timestamp, other.TaskName).Should().Be(
            (null, "me too", failed + 1000, "Map -> Sink: Print (2/2)"));
        var none = FailureBodies.Exceptions(Snapshot(job), most: 0).History;
        (none.Entries.Count, none.IsTruncated).Should().Be((0, true));
    }

    [Fact]
    public void A_lost_task_manager_takes_the_place_of_the_connection_that_broke_because_of_it()
    {
        var (job, taskManager) = StartJob();
        master.Report(job, taskManager.Deployed[^1], ExecutionState.Failed, new FailureInfo
        {
            Message = "The connection broke.", Domain = FailureInfo.Types.Domain.Connection,
        });
        master.DriverReports(events => events.OnWorkerEnded("tm-1", "exit status 137."));

        var entry = FailureBodies.Exceptions(Snapshot(job), most: 20).History.Entries.Should().ContainSingle().Subject;

        entry.StackTrace.Should().Be("TaskManager tm-1 with 3 tasks was lost: exit status 137.");
        (entry.TaskName, entry.TaskManagerId).Should().Be((null, "tm-1"));
        entry.Concurrent!.Select(other => other.StackTrace).Should().Equal("The connection broke.");
    }

    [Fact]
    public void What_fails_while_a_job_is_cancelled_is_no_failure_of_the_job()
    {
        var (job, taskManager) = StartJob();
        master.Do(job.CancelAsync());
        master.Report(job, taskManager.Deployed[0], ExecutionState.Failed, new FailureInfo { Message = "late" });

        FailureBodies.Exceptions(Snapshot(job), most: 20).History.Entries.Should().BeEmpty();
    }

    [Fact]
    public void A_job_that_is_gone_to_the_archive_keeps_its_failure()
    {
        var job = master.Submit(graph);
        master.Time.Advance(TimeSpan.FromMinutes(5));
        master.Do(job.Outcome);
        job.ResultFetched();
        IJobHandle? kept = null;
        SpinWait.SpinUntil(
            () =>
            {
                kept = master.Do(master.Core.Dispatcher.FindAsync(job.JobId));
                return kept is not AppMaster.JobManager.JobManager;
            }, TimeSpan.FromSeconds(10)).Should().BeTrue("the job has ended");

        var entry = FailureBodies.Exceptions(master.Do(kept!.SnapshotAsync()), most: 20).History.Entries
            .Should().ContainSingle().Subject;

        entry.StackTrace.Should().Contain("2 slots are needed and 0 came");
        (entry.TaskName, entry.Endpoint, entry.TaskManagerId).Should().Be((null, null, null));
    }

    public void Dispose() => master.Dispose();

    long Now => master.Time.GetUtcNow().ToUnixTimeMilliseconds();

    JobSnapshot Snapshot(AppMaster.JobManager.JobManager job) => master.Do(job.SnapshotAsync());

    (AppMaster.JobManager.JobManager Job, FakeTaskManager TaskManager) StartJob()
    {
        var job = master.Submit(graph);
        var taskManager = master.StartTaskManager("tm-1", slots: 2);
        master.Offer(taskManager, job);
        return (job, taskManager);
    }
}
