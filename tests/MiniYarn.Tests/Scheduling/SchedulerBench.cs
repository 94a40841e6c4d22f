using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.MiniYarn.Tests.Scheduling;

/// <summary>A scheduler with nodes named a, b, c …, and applications that ask it.</summary>
sealed class SchedulerBench
{
    int lastApplication;

    public SchedulerBench(long nodeMemoryMb, int nodes, SchedulerOptions? options = null)
    {
        Scheduler = new Scheduler(options ?? new SchedulerOptions(), new FakeTimeProvider());
        for (var index = 0; index < nodes; index++)
        {
            var id = new YarnNodeId($"{(char)('a' + index)}", 8041);
            Scheduler.AddNode(new SchedulerNode(id, $"{id.Host}:8042", new ResourceAmount(nodeMemoryMb, 8)));
        }
    }

    public Scheduler Scheduler { get; }

    /// <summary>An application that waits for its ApplicationMaster.</summary>
    public SchedulerApplication Submit(string queue = "default", long masterMb = 128, int priority = 0)
    {
        var attempt = new YarnApplicationAttemptId(new YarnApplicationId(1, ++lastApplication), 1);
        var application = new SchedulerApplication(attempt, "alice", Scheduler.FindQueue(queue)!)
        {
            Priority = priority,
            MasterResource = Scheduler.Normalize(new ResourceAmount(masterMb, 1)),
        };
        Ask(application, 1, masterMb);
        application.Queue.Add(application);
        return application;
    }

    /// <summary>An application whose ApplicationMaster has its container and has heard of everything.</summary>
    public SchedulerApplication Running(string queue = "default", int priority = 0)
    {
        var application = Submit(queue, priority: priority);
        Scheduler.Assign();
        application.HasMaster.Should().BeTrue();
        return application;
    }

    public void Ask(
        SchedulerApplication application, int count, long memoryMb, string where = AskGroup.Anywhere,
        bool relax = true, int priority = 0) =>
        application.Asks.Set(
            new ResourceRequestProto
            {
                Priority = new PriorityProto { Priority = priority },
                ResourceName = where,
                NumContainers = count,
                RelaxLocality = relax,
            },
            Scheduler.Normalize(new ResourceAmount(memoryMb, 1)));

    /// <summary>The hosts of the containers that are given now.</summary>
    public IReadOnlyList<string> AssignedHosts() =>
        [.. Scheduler.Assign().Select(given => given.Container.Node.Id.Host).Order()];

    public int AssignTo(SchedulerApplication application) =>
        Scheduler.Assign().Count(given => given.Application == application);
}
