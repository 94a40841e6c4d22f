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
                $"Priority {shape.Priority} belongs to {row.Shape}; a second shape needs another priority.", nameof(shape));
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

    /// <summary>The next request; the same again until <see cref="OnResponse"/>, since its answer may have been lost.</summary>
    public AllocateRequestProto Request(float progress)
    {
        HasNews = false;
        var request = new AllocateRequestProto
        {
            ResponseId = responseId,
            Progress = float.IsFinite(progress) ? Math.Clamp(progress, 0, 1) : 0,
        };
        request.Ask.AddRange(changed.Order().Select(priority => Row(rows[priority].Shape, rows[priority].Wanted)));
        request.Release.AddRange(releases.Values);
        changed.Clear();
        return request;
    }

    /// <summary>Takes an answer: decrements what was wanted by what came, forgets releases that are done.</summary>
    public void OnResponse(AllocateResponseProto response)
    {
        responseId = response.ResponseId;
        foreach (var container in response.AllocatedContainers)
        {
            // YARN has taken it off its own count, so ours follows without a new request.
            var priority = container.Priority?.Priority ?? 0;
            if (rows.TryGetValue(priority, out var row) && row.Wanted > 0)
            {
                rows[priority] = (row.Shape, row.Wanted - 1);
            }
        }

        foreach (var completed in response.CompletedContainerStatuses)
        {
            releases.Remove(ContainerId.Of(completed.ContainerId));
        }
    }

    /// <summary>The request did not take effect: everything in it is to be said again.</summary>
    public void OnRefused(AllocateRequestProto request)
    {
        changed.UnionWith(request.Ask.Select(ask => ask.Priority.Priority));
        HasNews = true;
    }

    /// <summary>The scheduler has forgotten us: from the start, with everything that is still wanted.</summary>
    public void OnResync()
    {
        responseId = 0;
        changed.UnionWith(rows.Where(row => row.Value.Wanted > 0).Select(row => row.Key));
        HasNews = true;
    }

    /// <summary>The scheduler expects another id (its message says which).</summary>
    public void OnExpectedResponseId(int expected) => responseId = expected;

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
        if (shape.NodeLabel is { Length: > 0 } label)
        {
            request.NodeLabelExpression = label;
        }

        return request;
    }
}
