using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET scheduler; each scheduler puts its root queue elsewhere.</summary>
sealed record SchedulerAnswer(SchedulerAnswer.SchedulerBody Scheduler)
{
    public YarnScheduler ToScheduler()
    {
        var info = Scheduler.SchedulerInfo;

        // Capacity: the info is the root. Fair: it has a rootQueue. Fifo: one queue named "default", without children.
        var root = info.RootQueue
            ?? new YarnQueue
            {
                QueueName = info.QueueName ?? "root",
                Capacity = info.Capacity,
                UsedCapacity = info.UsedCapacity,
                MaxCapacity = info.MaxCapacity,
                Queues = info.Type == "fifoScheduler"
                    ? [new YarnQueue { QueueName = "default", QueuePath = "root.default", State = info.QState }]
                    : info.Queues,
            };
        return new YarnScheduler(info.Type, root);
    }

    /// <summary>The outer object.</summary>
    public sealed record SchedulerBody(SchedulerInfoBody SchedulerInfo);

    /// <summary>The union of what the three schedulers tell.</summary>
    public sealed record SchedulerInfoBody
    {
        public string Type { get => field ?? ""; init; }

        public string? QueueName { get; init; }

        [JsonPropertyName("qstate")]
        public string? QState { get; init; }

        public double Capacity { get; init; }

        public double UsedCapacity { get; init; }

        public double MaxCapacity { get; init; }

        public YarnQueue? RootQueue { get; init; }

        [JsonConverter(typeof(WrappedListConverter<YarnQueue>))]
        public IReadOnlyList<YarnQueue> Queues { get => field ?? []; init; }
    }
}
