using System.Net;
using System.Runtime.Loader;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Tests.Tasks;
using FlinkYarn.TaskManager.Transport;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.TaskManager.Tests;

/// <summary>What a TaskManager says to its ApplicationMaster, and does at its word.</summary>
public sealed class TaskManagerTests : IAsyncDisposable
{
    const string ResourceManager = "resource-manager";

    readonly FakeMaster master = new();
    readonly FakeTimeProvider time = new();
    readonly FatalErrors fatal = new();
    readonly TaskManagerProcess process;

    public TaskManagerTests() => process = new TaskManagerProcess(
        new TaskManagerParts
        {
            ResourceId = "container_1",
            Host = "node-1",
            Address = IPAddress.Loopback,
            Credentials = null,
            Master = master.TaskManagerSide,
            Programs = new LoadedPrograms(AssemblyLoadContext.Default),
            Files = new FileSystemRegistry([new LocalFileSystem()]),
            Settings = Settings.Of(new Dictionary<string, string> { ["taskmanager.numberOfTaskSlots"] = "2" }, "test"),
            Console = new ConsoleStreams(TextWriter.Null, TextWriter.Null),
            Loggers = NullLoggerFactory.Instance,
        },
        new ActorSystem(ThreadPoolMailboxRunner.Instance, time, new Random(1), fatal));

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [Fact]
    public async Task It_registers_with_what_it_has()
    {
        _ = process.RunAsync(TestContext.Current.CancellationToken);

        var register = (await master.NextAsync()).Register;

        register.ResourceId.Should().Be("container_1");
        register.Slots.Should().Be(2);
        register.Version.Should().Be(FlinkYarnVersion.Current);
        register.NetworkMemoryBytes.Should().BePositive();
        register.ProcessMemoryBytes.Should().Be(1L << 30);
    }

    [Fact]
    public async Task A_refusal_ends_it_with_the_reason()
    {
        var running = process.RunAsync(TestContext.Current.CancellationToken);
        var register = await master.NextAsync();

        var refusal = FailureInfos.Of("The version is another.");
        master.Send(new MasterMessage { ReplyTo = register.RequestId, Failure = refusal });

        (await FluentActions.Awaiting(() => running.Soon()).Should().ThrowAsync<MasterRefusalException>())
            .WithMessage("The version is another.");
    }

    [Fact]
    public async Task Nobody_who_answers_its_registration_ends_it()
    {
        var running = process.RunAsync(TestContext.Current.CancellationToken);
        await master.NextAsync();

        time.Advance(TimeSpan.FromMinutes(5));

        (await FluentActions.Awaiting(() => running.Soon()).Should().ThrowAsync<IOException>())
            .WithMessage("*taskmanager.registration.timeout*");
    }

    [Fact]
    public async Task A_stream_that_ends_before_the_answer_is_the_answer()
    {
        var running = process.RunAsync(TestContext.Current.CancellationToken);
        await master.NextAsync();

        await master.CloseAsync();

        await FluentActions.Awaiting(() => running.Soon()).Should().ThrowAsync<MessageStreamException>();
    }

    [Fact]
    public async Task A_silent_ApplicationMaster_is_fatal()
    {
        await StartAsync();

        for (var beat = 0; beat < 6; beat++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
        }

        (await fatal.First).Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public async Task Heartbeats_report_the_slots()
    {
        await StartAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        var heartbeat = await master.NextAsync(TaskManagerMessage.BodyOneofCase.Heartbeat);
        heartbeat.FencingToken.Should().Be(ResourceManager);
        heartbeat.Heartbeat.Slots.Select(slot => slot.Slot).Should().Equal(0, 1);
    }

    [Fact]
    public async Task A_slot_is_offered_to_its_job_and_free_when_the_job_does_not_take_it()
    {
        await StartAsync();

        var offer = await RequestSlotAsync();
        offer.FencingToken.Should().Be(Deployments.Token);
        offer.OfferSlots.Slots.Should().ContainSingle().Which.Slot.Should().Be(0);
        master.Send(new MasterMessage { ReplyTo = offer.RequestId, OffersAnswered = new SlotOffersAnswered() });

        var freed = await master.NextAsync(TaskManagerMessage.BodyOneofCase.SlotFreed);
        freed.SlotFreed.AllocationId.Should().Be("allocation");
    }

    [Fact]
    public async Task A_slot_that_nobody_takes_is_free_after_its_timeout()
    {
        await StartAsync();
        await RequestSlotAsync();

        time.Advance(TimeSpan.FromSeconds(10));

        await master.NextAsync(TaskManagerMessage.BodyOneofCase.SlotFreed);
    }

    [Fact]
    public async Task A_task_is_refused_without_a_slot()
    {
        await StartAsync();

        master.Send(new MasterMessage { RequestId = 7, DeployTask = Deployments.Chain(new SequenceSource(1, 1)) });

        var answer = await master.NextAsync();
        answer.ReplyTo.Should().Be(7);
        answer.Failure.Message.Should().Contain("allocation");
    }

    [Fact]
    public async Task A_task_of_a_JobManager_that_is_no_longer_the_slots_is_refused()
    {
        await StartAsync();
        await RequestSlotAsync();
        var stale = Deployments.Chain(new SequenceSource(1, 1));
        stale.JobManagerToken = "an earlier one";

        master.Send(new MasterMessage { RequestId = 7, DeployTask = stale });

        (await master.NextAsync()).Failure.Should().NotBeNull();
    }

    [Fact]
    public async Task A_task_runs_in_its_slot_to_its_end()
    {
        await StartAsync();
        await RequestSlotAsync();
        master.Splits.Enqueue(Deployments.Range(1, 5));

        master.Send(new MasterMessage
        {
            RequestId = 7,
            DeployTask = Deployments.Chain(new SequenceSource(1, 5), new CollectSink<long>()),
        });

        (await master.NextAsync()).ReplyTo.Should().Be(7);
        (await master.StatesAsync())[^1].State.Should().Be(ExecutionState.Finished);
    }

    [Fact]
    public async Task A_slot_is_free_only_when_its_tasks_have_stopped()
    {
        await StartAsync();
        await RequestSlotAsync();
        master.GivesSplits = false;
        master.Send(new MasterMessage { RequestId = 7, DeployTask = Deployments.Chain(new SequenceSource(1, 5)) });
        await master.NextAsync(TaskManagerMessage.BodyOneofCase.TaskState);

        master.Send(new MasterMessage { FreeSlot = new FreeSlot { AllocationId = "allocation" } });

        (await master.StatesAsync())[^1].State.Should().Be(ExecutionState.Canceled);
        (await master.NextAsync(TaskManagerMessage.BodyOneofCase.SlotFreed)).SlotFreed.Slot.Should().Be(0);
    }

    [Fact]
    public async Task Shutdown_ends_it_well()
    {
        var running = await StartAsync();

        master.Send(new MasterMessage { Shutdown = new Shutdown { Reason = "done" } });

        await running.Soon();
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_word_is_a_failure()
    {
        var running = await StartAsync();

        await master.CloseAsync();

        await FluentActions.Awaiting(() => running.Soon()).Should().ThrowAsync<MessageStreamException>();
    }

    async Task<Task> StartAsync()
    {
        var running = process.RunAsync(TestContext.Current.CancellationToken);
        var register = await master.NextAsync();
        master.Send(new MasterMessage
        {
            ReplyTo = register.RequestId,
            Registered = new Registered
            {
                ResourceManagerToken = ResourceManager,
                HeartbeatIntervalMs = 10_000,
                HeartbeatTimeoutMs = 50_000,
            },
        });
        // Answered after the registration: it has been taken in.
        master.Send(new MasterMessage { RequestId = 1, RequestSlot = new RequestSlot { Slot = 99 } });
        (await master.NextAsync()).Failure.Should().NotBeNull();
        return running;
    }

    async Task<TaskManagerMessage> RequestSlotAsync()
    {
        master.Send(new MasterMessage
        {
            RequestId = 2,
            RequestSlot = new RequestSlot
            {
                Slot = 0, AllocationId = "allocation", JobId = "job", JobManagerToken = Deployments.Token,
            },
        });
        (await master.NextAsync()).SlotRequested.Should().NotBeNull();
        return await master.NextAsync();
    }
}
