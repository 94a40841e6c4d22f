namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>
/// The rows of one key: how many containers are still wanted anywhere, in a rack, on a host. Counts are absolute
/// (LocalityAppPlacementAllocator).
/// </summary>
internal sealed class AskGroup
{
    public const string Anywhere = "*";

    readonly Dictionary<string, Row> rows = [];

    public ResourceAmount Capability { get; private set; }

    /// <summary>Without a row for everywhere nothing is given, whatever the other rows say.</summary>
    public int Wanted => rows.TryGetValue(Anywhere, out var row) ? row.Count : 0;

    public bool IsEmpty => rows.Count == 0;

    /// <summary>Nodes of this partition only may serve it.</summary>
    public string Label { get; private set; } = "";

    public void Set(string resourceName, int count, bool relaxLocality, ResourceAmount capability, string label)
    {
        (Capability, Label) = (capability, label);
        if (count <= 0)
        {
            rows.Remove(resourceName);
        }
        else
        {
            rows[resourceName] = new Row(count, relaxLocality);
        }
    }

    /// <summary>Whether a node may serve it, the nearest locality first; null when it must not.</summary>
    public Locality? Find(SchedulerNode node)
    {
        if (node.Label != Label)
        {
            return null;
        }

        if (HasRow(node.Id.Host))
        {
            return Locality.Host;
        }

        // A rack row that is not relaxed pins to hosts: CapacityScheduler never serves such a row by rack.
        if (!rows[Anywhere].RelaxLocality)
        {
            return null;
        }

        if (rows.TryGetValue(SchedulerNode.Rack, out var rack))
        {
            return rack.RelaxLocality ? Locality.Rack : null;
        }

        return Locality.Anywhere;
    }

    /// <summary>Takes one off the rows that a container of this locality serves.</summary>
    public void Serve(SchedulerNode node, Locality locality)
    {
        if (locality == Locality.Host)
        {
            Decrement(node.Id.Host);
        }

        if (locality != Locality.Anywhere)
        {
            Decrement(SchedulerNode.Rack);
        }

        Decrement(Anywhere);
    }

    bool HasRow(string resourceName) => rows.ContainsKey(resourceName);

    void Decrement(string resourceName)
    {
        if (!rows.TryGetValue(resourceName, out var row))
        {
            return;
        }

        if (row.Count == 1)
        {
            rows.Remove(resourceName);
        }
        else
        {
            rows[resourceName] = row with { Count = row.Count - 1 };
        }
    }

    readonly record struct Row(int Count, bool RelaxLocality);
}
