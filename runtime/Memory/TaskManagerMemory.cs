using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Memory;

/// <summary>
/// Flink's memory model (FLIP-49) for a .NET process. Overhead (<c>jvm-overhead</c>) and code (<c>jvm-metaspace</c>) are
/// outside the managed heap, as is managed memory and what user code takes natively; network segments are pinned arrays,
/// so the collector's hard limit is heap and network together.
/// </summary>
sealed record TaskManagerMemory
{
    /// <summary>With less heap no task runs.</summary>
    public static readonly MemorySize LeastHeap = MemorySize.FromMebiBytes(64);

    // As for the ApplicationMaster: YARN's vmem-pmem-ratio is 2.1, a little is kept for what grows later.
    const double VirtualShare = 1.95;

    TaskManagerMemory()
    {
    }

    /// <summary>What YARN is asked for; all parts together.</summary>
    public required MemorySize Process { get; init; }

    public required MemorySize Overhead { get; init; }

    public required MemorySize Code { get; init; }

    public required MemorySize Network { get; init; }

    public required MemorySize Managed { get; init; }

    public required MemorySize TaskOffHeap { get; init; }

    /// <summary>Objects of operators, user code and heap state.</summary>
    public required MemorySize Heap { get; init; }

    /// <summary>Hard limit of the garbage collector.</summary>
    public MemorySize CollectorLimit => new(Heap.Bytes + Network.Bytes);

    /// <summary>Address range that the collector reserves; it needs twice its limit.</summary>
    public MemorySize RegionRange => new(CollectorLimit.Bytes * 2);

    /// <summary>Soft limit of the address space in KiB while the process starts; it raises it itself once it runs.</summary>
    public long AddressSpaceKiB => (long)(Process.Bytes * VirtualShare) / 1024;

    /// <summary>Environment of the process.</summary>
    public IReadOnlyDictionary<string, string> Environment => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_GCHeapHardLimit"] = $"0x{CollectorLimit.Bytes:X}",
        ["DOTNET_GCRegionRange"] = $"0x{RegionRange.Bytes:X}",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["MALLOC_ARENA_MAX"] = "1",
    };

    /// <summary>The parts of a process of the configured size.</summary>
    /// <exception cref="MistakesException">They do not fit; the message has the numbers.</exception>
    public static TaskManagerMemory Derive(MemorySize process, TaskManagerMemoryOptions options)
    {
        var overhead = Share(process, options.OverheadFraction, options.OverheadMin, options.OverheadMax);
        var usable = process.Bytes - overhead - options.Code.Bytes;
        var network = Share(new MemorySize(Math.Max(0, usable)), options.NetworkFraction, options.NetworkMin, options.NetworkMax);
        var managed = options.ManagedSize?.Bytes ?? (long)(Math.Max(0, usable) * options.ManagedFraction);
        var heap = usable - network - managed - options.TaskOffHeap.Bytes;
        if (heap < LeastHeap.Bytes)
        {
            throw new MistakesException(
                $"taskmanager.memory.process.size: {process} is too small. {Text(overhead)} are for the runtime, "
                + $"{options.Code} for code, {Text(network)} for network, {Text(managed)} managed, {options.TaskOffHeap} "
                + $"for user code's native memory; {Text(heap)} are left for the heap, which needs {LeastHeap}.");
        }

        return new TaskManagerMemory
        {
            Process = process,
            Overhead = new MemorySize(overhead),
            Code = options.Code,
            Network = new MemorySize(network),
            Managed = new MemorySize(managed),
            TaskOffHeap = options.TaskOffHeap,
            Heap = new MemorySize(heap),
        };
    }

    static long Share(MemorySize whole, double fraction, MemorySize least, MemorySize most) =>
        Math.Clamp((long)(whole.Bytes * fraction), least.Bytes, Math.Max(least.Bytes, most.Bytes));

    static string Text(long bytes) => $"{bytes >> 20}m";
}
