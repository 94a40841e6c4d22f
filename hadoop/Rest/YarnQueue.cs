using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// A queue of any scheduler: CapacitySchedulerQueueInfo, FairSchedulerQueueInfo; what a scheduler does not
/// tell is empty.
/// </summary>
public sealed record YarnQueue
{
    /// <summary>Capacity: the last part of the path. Fair: the whole path.</summary>
    public string QueueName { get => field ?? ""; init; }

    public string? QueuePath { get; init; }

    /// <summary>RUNNING, STOPPED or DRAINING; only the capacity scheduler tells.</summary>
    public string? State { get; init; }

    /// <summary>Percent of the parent.</summary>
    public double Capacity { get; init; }

    public double UsedCapacity { get; init; }

    public double MaxCapacity { get; init; }

    public double AbsoluteCapacity { get; init; }

    public double AbsoluteMaxCapacity { get; init; }

    public int NumApplications { get; init; }

    public YarnResource? ResourcesUsed { get; init; }

    /// <summary>The fair scheduler's upper bound.</summary>
    public YarnResource? MaxResources { get; init; }

    [JsonConverter(typeof(WrappedListConverter<YarnQueue>))]
    [JsonInclude]
    internal IReadOnlyList<YarnQueue> Queues { get => field ?? []; init; }

    [JsonConverter(typeof(WrappedListConverter<YarnQueue>))]
    [JsonInclude]
    internal IReadOnlyList<YarnQueue> ChildQueues { get => field ?? []; init; }

    /// <summary>The queues below; both schedulers' words for them.</summary>
    [JsonIgnore]
    public IReadOnlyList<YarnQueue> Children => Queues.Count > 0 ? Queues : ChildQueues;

    /// <summary>Applications are submitted to leaves only.</summary>
    [JsonIgnore]
    public bool IsLeaf => Children.Count == 0;

    /// <summary>
    /// The path from the root; Hadoop before 3.3 gives names only, so the parent's path is put before them.
    /// </summary>
    internal string PathBelow(string? parent) =>
        QueuePath
        ?? (parent is null || QueueName == "root" || QueueName.StartsWith("root.", StringComparison.Ordinal)
            ? QueueName
            : $"{parent}.{QueueName}");
}
