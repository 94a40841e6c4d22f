using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>Memory and cores, as asked, given or left; negative when more is used than there is.</summary>
internal readonly record struct ResourceAmount(long MemoryMb, int VirtualCores)
{
    public static ResourceAmount Of(ResourceProto resource) => new(resource.Memory, resource.VirtualCores);

    public static ResourceAmount operator +(ResourceAmount left, ResourceAmount right) =>
        new(left.MemoryMb + right.MemoryMb, left.VirtualCores + right.VirtualCores);

    public static ResourceAmount operator -(ResourceAmount left, ResourceAmount right) =>
        new(left.MemoryMb - right.MemoryMb, left.VirtualCores - right.VirtualCores);

    public static ResourceAmount operator *(ResourceAmount amount, double share) =>
        new((long)(amount.MemoryMb * share), (int)(amount.VirtualCores * share));

    public static ResourceAmount operator *(ResourceAmount amount, int count) =>
        new(amount.MemoryMb * count, amount.VirtualCores * count);

    public static ResourceAmount Min(ResourceAmount left, ResourceAmount right) =>
        new(Math.Min(left.MemoryMb, right.MemoryMb), Math.Min(left.VirtualCores, right.VirtualCores));

    public static ResourceAmount Max(ResourceAmount left, ResourceAmount right) =>
        new(Math.Max(left.MemoryMb, right.MemoryMb), Math.Max(left.VirtualCores, right.VirtualCores));

    /// <summary>
    /// Whether it fits by memory. Cores are counted but do not bound, as with Hadoop's DefaultResourceCalculator.
    /// </summary>
    public bool FitsIn(ResourceAmount room) => MemoryMb <= room.MemoryMb;

    public ResourceProto ToProto() => new() { Memory = MemoryMb, VirtualCores = VirtualCores };

    /// <summary>As YARN's texts have it.</summary>
    public override string ToString() => $"<memory:{MemoryMb}, vCores:{VirtualCores}>";
}
