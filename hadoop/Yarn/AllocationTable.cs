using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// What an ApplicationMaster asks of the scheduler, and what became of it: absolute counts by priority, containers to
/// give back until YARN says they are gone, the response id. Pure state, one thread
/// (<c>AMRMClientImpl</c>, <c>ApplicationMasterService</c>).
/// </summary>
sealed class AllocationTable
{
    const string AnyHost = "*";

    readonly Dictionary<int, (ContainerShape Shape, int Wanted)> rows = [];
    readonly HashSet<int> changed = [];
    readonly Dictionary<ContainerId, ContainerIdProto> releases = [];
    readonly HashSet<string> toldLeftOut = [];
    HashSet<string> leftOut = [];
    AllocateRequestProto? unanswered;
    int responseId;

    /// <summary>Whether something is to be said, or awaited.</summary>
    public bool IsWaiting => changed.Count > 0 || releases.Count > 0 || rows.Values.Any(row => row.Wanted > 0);

    /// <summary>Whether something is to be said that has not been said.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Sets how many containers of a shape are wanted beyond those received.</summary>
    /// <exception cref="ArgumentException">Another shape has this priority: YARN would mix them up.</exception>
    public void Declare(ContainerShape shape, int wanted)
    {
        if (rows.TryGetValue(shape.Priority, out var row) && row.Shape != shape)
        {
            throw new ArgumentException(
                $"Priority {shape.Priority} belongs to {row.Shape}; a second shape needs another priority.",
                    nameof(shape));
        }

        if (row.Wanted == wanted)
        {
            return;
        }

        rows[shape.Priority] = (shape, wanted);
        changed.Add(shape.Priority);
        HasNews = true;
    }

    public int Wanted(int priority) => rows.GetValueOrDefault(priority).Wanted;

    public void Release(ContainerId container)
    {
        HasNews |= releases.TryAdd(container, container.ToProto());
    }

    /// <summary>On which hosts no container is wanted. YARN's list is changed by differences only.</summary>
    public void LeaveOut(IReadOnlySet<string> hosts)
    {
        leftOut = [.. hosts];
        HasNews |= !leftOut.SetEquals(toldLeftOut);
    }

    /// <summary>
    /// The next request; the same one until <see cref="OnResponse"/>, since its answer may have been lost: YARN then
    /// gives that answer again and does not look at what is asked.
    /// </summary>
    public AllocateRequestProto Request(float progress)
    {
        if (unanswered is not null)
        {
            return unanswered;
        }

        HasNews = false;
        var request = new AllocateRequestProto
        {
            ResponseId = responseId,
            Progress = float.IsFinite(progress) ? Math.Clamp(progress, 0, 1) : 0,
        };
        request.Ask.AddRange(changed.Order().Select(priority => Row(rows[priority].Shape, rows[priority].Wanted)));
        request.Release.AddRange(releases.Values);
        if (!leftOut.SetEquals(toldLeftOut))
        {
            request.BlacklistRequest = new ResourceBlacklistRequestProto
            {
                BlacklistAdditions = { leftOut.Except(toldLeftOut).Order(StringComparer.Ordinal) },
                BlacklistRemovals = { toldLeftOut.Except(leftOut).Order(StringComparer.Ordinal) },
            };
            toldLeftOut.Clear();
            toldLeftOut.UnionWith(leftOut);
        }

        changed.Clear();
        return unanswered = request;
    }

    /// <summary>Takes an answer: decrements what was wanted by what came, forgets releases that are done.</summary>
    public void OnResponse(AllocateResponseProto response)
    {
        var asked = unanswered?.Ask.Select(ask => ask.Priority.Priority).ToHashSet() ?? [];
        unanswered = null;
        responseId = response.ResponseId;
        foreach (var container in response.AllocatedContainers)
        {
            // YARN has taken it off its own count, so ours follows without a new request.
            var priority = container.Priority?.Priority ?? 0;
            if (rows.TryGetValue(priority, out var row) && row.Wanted > 0)
            {
                rows[priority] = (row.Shape, row.Wanted - 1);
            }

            // Unless this very request set YARN's count: it did not know yet of what came with the answer.
            if (asked.Contains(priority))
            {
                changed.Add(priority);
                HasNews = true;
            }
        }

        foreach (var completed in response.CompletedContainerStatuses)
        {
            releases.Remove(ContainerId.Of(completed.ContainerId));
        }
    }

    /// <summary>The request did not take effect: everything in it is to be said again, with the same id.</summary>
    public void OnRefused()
    {
        changed.UnionWith(unanswered?.Ask.Select(ask => ask.Priority.Priority) ?? []);
        if (unanswered?.BlacklistRequest is { } hosts)
        {
            toldLeftOut.ExceptWith(hosts.BlacklistAdditions);
            toldLeftOut.UnionWith(hosts.BlacklistRemovals);
        }

        unanswered = null;
        HasNews = true;
    }

    /// <summary>The scheduler has lost track of us: all that is still wanted, from the id that it expects.</summary>
    public void OnResync(int expectedId)
    {
        OnRefused();
        responseId = expectedId;
        changed.UnionWith(rows.Where(row => row.Value.Wanted > 0).Select(row => row.Key));
        // Those that are to be let in again stay known, since only their removal lets them in.
        toldLeftOut.ExceptWith(leftOut);
    }

    static ResourceRequestProto Row(ContainerShape shape, int wanted)
    {
        var request = new ResourceRequestProto
        {
            Priority = new PriorityProto { Priority = shape.Priority },
            ResourceName = AnyHost,
            Capability = new ResourceProto { Memory = shape.MemoryMb, VirtualCores = shape.VirtualCores },
            NumContainers = wanted,
            RelaxLocality = true,
        };
        request.Capability.ResourceValueMap.AddRange(shape.Others.Select(
            other => new ResourceInformationProto { Key = other.Key, Value = other.Value, Units = "" }));
        if (shape.NodeLabel is { Length: > 0 } label)
        {
            request.NodeLabelExpression = label;
        }

        return request;
    }
}
