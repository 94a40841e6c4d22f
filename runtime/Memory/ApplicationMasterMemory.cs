namespace FlinkYarn.Runtime.Memory;

/// <summary>
/// The parts of the ApplicationMaster's container and the settings that hold its process to them, with YARN's checks of
/// physical and virtual memory in force (settings measured on Hadoop 3.4.3, .NET 10).
/// </summary>
sealed record ApplicationMasterMemory
{
    /// <summary>What YARN's <c>vmem-pmem-ratio</c> leaves by default is 2.1 times; a little is kept for what grows later.</summary>
    const double VirtualShare = 1.95;

    // Runtime, ReadyToRun code, thread stacks, TLS and sockets: what is not on the managed heap.
    static readonly MemorySize LeastNative = MemorySize.FromMebiBytes(128);
    static readonly MemorySize MostNative = MemorySize.FromMebiBytes(512);

    ApplicationMasterMemory(MemorySize process, MemorySize heap) => (Process, Heap) = (process, heap);

    /// <summary>What YARN is asked for.</summary>
    public MemorySize Process { get; }

    /// <summary>Hard limit of the managed heap.</summary>
    public MemorySize Heap { get; }

    /// <summary>Address range that the collector reserves; it needs twice the heap.</summary>
    public MemorySize RegionRange => new(Heap.Bytes * 2);

    /// <summary>
    /// Soft limit of the address space in KiB while the process starts: the runtime then reserves less for code. The
    /// process raises it to the hard limit itself once it runs.
    /// </summary>
    public long AddressSpaceKiB => (long)(Process.Bytes * VirtualShare) / 1024;

    /// <summary>Five eighths are the process's own, at most 512 MiB; the rest is the heap: 192 of 512 MiB.</summary>
    public static ApplicationMasterMemory Of(MemorySize process)
    {
        var native = Math.Clamp(process.Bytes / 8 * 5, LeastNative.Bytes, MostNative.Bytes);
        return new ApplicationMasterMemory(process, new MemorySize(process.Bytes - native));
    }

    /// <summary>Environment of the process.</summary>
    public IReadOnlyDictionary<string, string> Environment => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_GCHeapHardLimit"] = $"0x{Heap.Bytes:X}",
        ["DOTNET_GCRegionRange"] = $"0x{RegionRange.Bytes:X}",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["MALLOC_ARENA_MAX"] = "1",
    };
}
