using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Memory;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

/// <summary>
/// An ApplicationMaster's endpoints over the driver for YARN, with a played YARN, in the test's time.
/// </summary>
sealed class YarnMaster : IDisposable
{
    public static readonly TimeSpan WaitingInterval = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(1);

    readonly int memoryMb;

    public YarnMaster(int memoryMb = 1024, ResourceManagerOptions? options = null, PlayedYarn? played = null)
    {
        this.memoryMb = memoryMb;
        Master = new TestMaster(slotsPerWorker: 1, options, system =>
        {
            Yarn = played ?? new PlayedYarn(system.Time);
            return MakeDriver(system);
        });
        Master.Run();
    }

    public static HadoopToken Token { get; } =
        new("attempt"u8.ToArray(), "secret"u8.ToArray(), HadoopToken.AmRmKind, "");

    public static CredentialsFile Credentials { get; } = new([("", Token)], []);

    public static ContainerAcls Acls { get; } = new("alice ops", "alice");

    public const string NodeLabel = "fast";

    public static IReadOnlyDictionary<string, long> Others { get; } =
        new Dictionary<string, long> { ["yarn.io/gpu"] = 2 };

    public TestMaster Master { get; }

    public PlayedYarn Yarn { get; private set; } = null!;

    public PlayedNodes Nodes { get; private set; } = null!;

    /// <summary>A job says how many slots it needs; each TaskManager has one.</summary>
    public void Need(int slots)
    {
        Master.ResourceManager.DeclareRequirement("job", "token", slots);
        Master.Run();
    }

    /// <summary>Time passes, and what is due then happens.</summary>
    public void Pass(TimeSpan time)
    {
        Master.Time.Advance(time);
        Master.Run();
    }

    /// <summary>Gives an answer that was held back, and waits until the next heartbeat has come.</summary>
    public void AnswerAndHear()
    {
        var before = Yarn.Heartbeats.Count;
        Yarn.Answer();
        // The answer comes by way of the thread pool.
        SpinWait.SpinUntil(
            () =>
            {
                Master.Run();
                return Yarn.Heartbeats.Count > before;
            }, TimeSpan.FromSeconds(20)).Should().BeTrue("the driver goes on");
        Master.Run();
    }

    /// <summary>The next heartbeat of a driver that waits, or does not.</summary>
    public void Beat() => Pass(IdleInterval);

    public string Shortage() => Master.Do(Master.ResourceManager.DescribeShortageAsync());

    public void Stop(JobStatus status, string diagnostics) => Master.Do(
        Master.Core.ResourceManager.StopAsync(status, diagnostics, CancellationToken.None));

    public void Dispose() => Master.Dispose();

    YarnResourceManagerDriver MakeDriver(ActorSystem system)
    {
        var scheduler = Yarn.Connect(Token, new HadoopRpcOptions());
        Nodes = new PlayedNodes(scheduler.NodeTokens);
        var memory = TaskManagerMemory.Derive(MemorySize.FromMebiBytes(memoryMb), new TaskManagerMemoryOptions());
        return new YarnResourceManagerDriver(
            new YarnDriverSetup
            {
                Scheduler = scheduler,
                Nodes = Nodes,
                Launch = new TaskManagerLaunch([], memory, Credentials, new Dictionary<string, string>(), Acls),
                Shape = new ContainerShape(Priority: 1, memoryMb, VirtualCores: 1, NodeLabel, Others),
                MostWorkers = 10,
                User = "alice",
                Host = "am-host",
                Port = 4711,
                TrackingUrl = "",
                WaitingInterval = WaitingInterval,
                IdleInterval = IdleInterval,
                Loggers = NullLoggerFactory.Instance,
            }, system);
    }
}
