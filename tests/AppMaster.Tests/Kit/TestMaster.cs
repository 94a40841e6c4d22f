using FlinkYarn.Api;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>The endpoints of an ApplicationMaster on the test's thread, in the test's time.</summary>
sealed class TestMaster : IDisposable
{
    readonly StepRunner runner = new();
    readonly ThrowingErrorHandler errors = new();

    /// <param name="makeDriver">Makes another driver than <see cref="Driver"/>, which then stays unused.</param>
    public TestMaster(
        int slotsPerWorker = 1, ResourceManagerOptions? options = null,
        Func<ActorSystem, IResourceManagerDriver>? makeDriver = null, int mostJobs = 1,
        DispatcherOptions? dispatcher = null)
    {
        Folder = Directory.CreateTempSubdirectory("flinkyarn-test-").FullName;
        var system = new ActorSystem(runner, Time, new Random(1), errors);
        Core = new MasterCore(
            new MasterSetup
            {
                Driver = makeDriver?.Invoke(system) ?? Driver,
                Options = options ?? new ResourceManagerOptions(),
                SlotsPerWorker = slotsPerWorker,
                FileSystems = new FileSystemRegistry([new LocalFileSystem()]),
                Dispatcher = dispatcher ?? new DispatcherOptions(),
                MostJobs = mostJobs,
                Loggers = NullLoggerFactory.Instance,
            }, system);
        Do(Core.ResourceManager.StartAsync(CancellationToken.None));
    }

    public FakeTimeProvider Time { get; } = new();

    public FakeDriver Driver { get; } = new();

    public MasterCore Core { get; }

    public string Folder { get; }

    public IResourceManagerGateway ResourceManager => Core.ResourceManager;

    /// <summary>Builds a job with a program's calls.</summary>
    public static JobGraph Graph(int parallelism, Action<StreamExecutionEnvironment> program)
    {
        var environment = new StreamExecutionEnvironment(
            new NoExecutor(), new Dictionary<string, string> { ["parallelism.default"] = $"{parallelism}" });
        program(environment);
        return environment.TakeJobGraph("test job");
    }

    public AppMaster.JobManager.JobManager Submit(JobGraph graph)
    {
        var job = Do(Core.Dispatcher.SubmitAsync(new JobSubmission(graph, [])));
        // File systems answer on their own threads: the job is ready when it has left INITIALIZING.
        SpinWait.SpinUntil(() => Do(job.SnapshotAsync()).Status != JobStatus.Initializing, TimeSpan.FromSeconds(10))
            .Should().BeTrue("the job must be initialized");
        return job;
    }

    /// <summary>Starts a TaskManager as the driver would, and registers it.</summary>
    public FakeTaskManager StartTaskManager(string id, int slots = 1)
    {
        var taskManager = new FakeTaskManager(id, slots);
        DriverReports(events => events.OnWorkerStarting(id, taskManager.Host));
        Do(ResourceManager.RegisterTaskManagerAsync(taskManager.Registration, taskManager));
        Run();
        return taskManager;
    }

    /// <summary>Offers what was requested of a TaskManager to the job.</summary>
    public void Offer(FakeTaskManager taskManager, AppMaster.JobManager.JobManager job)
    {
        Do(((IJobManagerGateway)job).OfferSlotsAsync(taskManager.Offer(job.JobId), taskManager));
        Run();
    }

    public void Report(AppMaster.JobManager.JobManager job, DeployTask task, ExecutionState state,
        FailureInfo? failure = null)
    {
        job.OnTaskStateChanged(new TaskStateChanged { Attempt = task.Attempt, State = state, Failure = failure });
        Run();
    }

    public void DriverReports(Action<IResourceEventHandler> report)
    {
        Do(Driver.ReportAsync(report));
        Run();
    }

    public T Do<T>(Task<T> work)
    {
        Do((Task)work);
        return work.Result;
    }

    public void Do(Task work)
    {
        SpinWait.SpinUntil(
            () =>
            {
                Run();
                return work.IsCompleted;
            }, TimeSpan.FromSeconds(10)).Should().BeTrue("the endpoint must answer");
        work.GetAwaiter().GetResult();
    }

    public void Run()
    {
        runner.RunAll();
        errors.Failure.Should().BeNull();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    sealed class NoExecutor : IJobExecutor
    {
        public Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("These tests submit to the Dispatcher.");
    }
}
