using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Slots;

/// <summary>Which slot belongs to whom. Touched on the TaskManager's mailbox only.</summary>
sealed class TaskSlotTable(int count)
{
    readonly TaskSlot?[] slots = new TaskSlot?[count];

    public IEnumerable<TaskSlot> Allocated => slots.OfType<TaskSlot>();

    /// <summary>
    /// Gives a slot to a job; asking again for the same is no mistake. Otherwise a sentence says why not.
    /// </summary>
    public string? TryAllocate(TaskSlot slot, out TaskSlot allocated)
    {
        allocated = slot;
        if (slot.Index < 0 || slot.Index >= slots.Length)
        {
            return $"There is no slot {slot.Index}; there are {slots.Length}.";
        }

        if (slots[slot.Index] is { } present)
        {
            allocated = present;
            return present.AllocationId == slot.AllocationId && present.JobId == slot.JobId
                ? null
                : $"Slot {slot.Index} belongs to allocation {present.AllocationId} of job {present.JobId}.";
        }

        if (Find(slot.AllocationId) is { } other)
        {
            return $"Allocation {slot.AllocationId} has slot {other.Index}.";
        }

        slots[slot.Index] = slot;
        return null;
    }

    public TaskSlot? Find(string allocationId) =>
        Array.Find(slots, slot => slot?.AllocationId == allocationId);

    /// <summary>Takes the slot back; null when it was not given.</summary>
    public TaskSlot? Free(string allocationId)
    {
        if (Find(allocationId) is not { } slot)
        {
            return null;
        }

        slot.Expiry?.Dispose();
        slots[slot.Index] = null;
        return slot;
    }

    /// <summary>All slots, free ones without an allocation.</summary>
    public IEnumerable<SlotStatus> Report() => slots.Select((slot, index) => new SlotStatus
    {
        Slot = index,
        AllocationId = slot?.AllocationId ?? "",
        JobId = slot?.JobId ?? "",
    });
}
