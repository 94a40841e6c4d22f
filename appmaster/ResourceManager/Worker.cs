using FlinkYarn.AppMaster.Gateways;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>One TaskManager as the ResourceManager knows it: starting until it registers.</summary>
sealed class Worker(string resourceId, string host, DateTimeOffset started)
{
    public string ResourceId => resourceId;

    public string Host => host;

    public DateTimeOffset Started => started;

    /// <summary>Null while it starts.</summary>
    public ITaskManagerGateway? Gateway { get; private set; }

    public IReadOnlyList<Slot> Slots { get; private set; } = [];

    public DateTimeOffset LastHeartbeat { get; private set; }

    public long ResidentBytes { get; private set; }

    public bool IsRegistered => Gateway is not null;

    public int FreeSlots => Slots.Count(slot => slot.IsFree);

    /// <summary>Its stream has ended; why, its provider will say.</summary>
    public bool IsEnding { get; set; }

    public bool IsIdle => IsRegistered && !IsEnding && FreeSlots == Slots.Count;

    /// <summary>Since when no slot has been given to a job; of meaning while it is idle.</summary>
    public DateTimeOffset IdleSince { get; private set; }

    public void Register(ITaskManagerGateway gateway, int slots, DateTimeOffset now)
    {
        Gateway = gateway;
        Slots = [.. Enumerable.Range(0, slots).Select(index => new Slot(index))];
        LastHeartbeat = now;
        IdleSince = now;
    }

    public void Free(Slot slot, DateTimeOffset now)
    {
        slot.Free();
        IdleSince = now;
    }

    public void OnHeartbeat(long residentBytes, DateTimeOffset now)
    {
        ResidentBytes = residentBytes;
        LastHeartbeat = now;
    }
}

/// <summary>One slot of a registered TaskManager.</summary>
sealed class Slot(int index)
{
    public int Index => index;

    public string? AllocationId { get; private set; }

    public string? JobId { get; private set; }

    public bool IsFree => AllocationId is null;

    public void Allocate(string allocationId, string jobId) => (AllocationId, JobId) = (allocationId, jobId);

    public void Free() => (AllocationId, JobId) = (null, null);
}
