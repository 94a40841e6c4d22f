using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>Memory and cores, as asked, given or left; negative when more is used than there is.</summary>
internal readonly record struct ResourceAmount(long MemoryMb, int VirtualCores, OtherResources Others = default)
{
    public static ResourceAmount Of(ResourceProto resource) =>
        new(resource.Memory, resource.VirtualCores, OtherResources.Of(resource));

    public static ResourceAmount operator +(ResourceAmount left, ResourceAmount right) =>
        new(left.MemoryMb + right.MemoryMb, left.VirtualCores + right.VirtualCores,
            OtherResources.Join(left.Others, right.Others, (one, other) => one + other));

    public static ResourceAmount operator -(ResourceAmount left, ResourceAmount right) =>
        new(left.MemoryMb - right.MemoryMb, left.VirtualCores - right.VirtualCores,
            OtherResources.Join(left.Others, right.Others, (one, other) => one - other));

    public static ResourceAmount operator *(ResourceAmount amount, double share) =>
        new((long)(amount.MemoryMb * share), (int)(amount.VirtualCores * share),
            amount.Others.Times(share));

    public static ResourceAmount operator *(ResourceAmount amount, int count) =>
        new(amount.MemoryMb * count, amount.VirtualCores * count, amount.Others.Times(count));

    public static ResourceAmount Min(ResourceAmount left, ResourceAmount right) =>
        new(Math.Min(left.MemoryMb, right.MemoryMb), Math.Min(left.VirtualCores, right.VirtualCores),
            OtherResources.Join(left.Others, right.Others, Math.Min));

    public static ResourceAmount Max(ResourceAmount left, ResourceAmount right) =>
        new(Math.Max(left.MemoryMb, right.MemoryMb), Math.Max(left.VirtualCores, right.VirtualCores),
            OtherResources.Join(left.Others, right.Others, Math.Max));

    /// <summary>
    /// Whether it fits by memory and other types. Cores are counted but do not bound, as with Hadoop's
    /// DefaultResourceCalculator.
    /// </summary>
    public bool FitsIn(ResourceAmount room) => MemoryMb <= room.MemoryMb && Others.FitsIn(room.Others);

    public ResourceProto ToProto()
    {
        var resource = new ResourceProto { Memory = MemoryMb, VirtualCores = VirtualCores };
        resource.ResourceValueMap.AddRange(Others.Amounts.Select(
            type => new ResourceInformationProto { Key = type.Key, Value = type.Value, Units = "" }));
        return resource;
    }

    /// <summary>As YARN's texts have it.</summary>
    public override string ToString() => $"<memory:{MemoryMb}, vCores:{VirtualCores}{Others}>";
}
