using FlinkYarn.AppMaster.ExecutionGraph;

namespace FlinkYarn.AppMaster.Scheduler;

/// <summary>The slots that TaskManagers offered to one job.</summary>
sealed class SlotPool(int required)
{
    readonly Dictionary<string, SlotLocation> slots = [];

    public int Required => required;

    public int Count => slots.Count;

    public bool IsComplete => slots.Count >= required;

    /// <summary>Slots in the order of their TaskManagers, so that neighbours lie together.</summary>
    public IReadOnlyList<SlotLocation> Slots => [.. slots.Values.OrderBy(slot => slot.ResourceId, StringComparer.Ordinal)];

    /// <summary>Takes a slot that is needed; one that is there already is accepted again.</summary>
    public bool TryAdd(SlotLocation slot)
    {
        if (slots.ContainsKey(slot.AllocationId))
        {
            return true;
        }

        return !IsComplete && slots.TryAdd(slot.AllocationId, slot);
    }

    /// <summary>Forgets the slots of a lost TaskManager; their number.</summary>
    public int RemoveTaskManager(string resourceId)
    {
        var lost = slots.Values.Where(slot => slot.ResourceId == resourceId).ToList();
        lost.ForEach(slot => slots.Remove(slot.AllocationId));
        return lost.Count;
    }
}
