using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.Modes;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Programs;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.AppMaster.Tests.Modes;

public sealed class ApplicationModeTests : IDisposable
{
    readonly TestMaster master = new(mostJobs: int.MaxValue);
    readonly ClusterShutdown shutdown = new();

    [Fact]
    public void A_main_that_throws_fails_the_application_with_its_exception()
    {
        var end = master.Do(Run(typeof(Throwing)));

        end.Status.Should().Be(JobStatus.Failed);
        end.Diagnostics.Should().Contain("no such table: orders").And.Contain(nameof(Throwing));
    }

    [Fact]
    public void A_main_without_a_job_fails_the_application_with_what_to_do()
    {
        var end = master.Do(Run(typeof(Idle)));

        end.Status.Should().Be(JobStatus.Failed);
        end.Diagnostics.Should().Contain("ran no job").And.Contain("Execute()");
    }

    [Fact]
    public void A_main_that_returns_a_code_fails_the_application_with_it()
    {
        var end = master.Do(Run(typeof(Returning), "3"));

        end.Should().Match<ApplicationEnd>(
            end => end.Status == JobStatus.Failed && end.Diagnostics.Contains("returned 3"));
    }

    [Fact]
    public void Jobs_that_main_did_not_wait_for_are_waited_for_and_their_first_cause_is_the_applications()
    {
        var run = Run(typeof(TwoJobs));
        SpinWait.SpinUntil(() => Jobs().Count == 2, TimeSpan.FromSeconds(10)).Should().BeTrue();
        var (first, second) = (Job(0), Job(1));
        SpinWait.SpinUntil(
            () => IsCreated(first) && IsCreated(second), TimeSpan.FromSeconds(10)).Should().BeTrue();
        var taskManagers = new[] { master.StartTaskManager("a"), master.StartTaskManager("b") };
        foreach (var taskManager in taskManagers)
        {
            master.Offer(taskManager, taskManager.SlotRequests.Single().JobId == first.JobId ? first : second);
        }

        var of = taskManagers.ToDictionary(tm => tm.SlotRequests.Single().JobId, tm => tm.Deployed.Single());
        master.Report(second, of[second.JobId], ExecutionState.Failed, new FailureInfo { Message = "disk is full" });
        run.IsCompleted.Should().BeFalse("the first job still runs");
        master.Report(first, of[first.JobId], ExecutionState.Running);
        master.Report(first, of[first.JobId], ExecutionState.Finished);

        var end = master.Do(run);
        end.Status.Should().Be(JobStatus.Failed);
        end.Diagnostics.Should().Contain("disk is full");
    }

    [Fact]
    public void A_shut_down_cancels_the_jobs_and_the_application()
    {
        var run = Run(typeof(TwoJobs));
        SpinWait.SpinUntil(() => Jobs().Count == 2, TimeSpan.FromSeconds(10)).Should().BeTrue();

        shutdown.Request();

        master.Do(run).Status.Should().Be(JobStatus.Canceled);
        master.Do(Job(0).Outcome).Status.Should().Be(JobStatus.Canceled);
    }

    public void Dispose() => master.Dispose();

    Task<ApplicationEnd> Run(Type entry, params string[] arguments) => new ApplicationMode(
        master.Core.Dispatcher,
        new ApplicationProgram(
            new ProgramArtifact { Sha256 = "0", EntryAssembly = "tests.dll" },
            new FileInfo(typeof(Throwing).Assembly.Location), new ProgramCall(entry.FullName, arguments),
            Settings.Empty),
        shutdown, TimeSpan.FromSeconds(30), master.Time).RunAsync(TestContext.Current.CancellationToken);

    IReadOnlyList<AppMaster.JobManager.IJobHandle> Jobs() => master.Do(master.Core.Dispatcher.ListAsync());

    AppMaster.JobManager.JobManager Job(int index) => (AppMaster.JobManager.JobManager)Jobs()[index];

    bool IsCreated(AppMaster.JobManager.JobManager job) =>
        master.Do(job.SnapshotAsync()).Status == JobStatus.Created;
}
