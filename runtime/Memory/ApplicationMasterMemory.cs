using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Memory;

/// <summary>
/// The parts of the ApplicationMaster's container and the settings that hold its process to them, with YARN's checks of
/// physical and virtual memory in force (settings measured on Hadoop 3.4.3, .NET 10).
/// </summary>
sealed record ApplicationMasterMemory
{
    // YARN's vmem-pmem-ratio is 2.1 by default; a little is kept for what grows later.
    const double VirtualShare = 1.95;

    // Under a limit of the address space the runtime reserves a fifth of it for code, before the collector's range;
    // with 3 GB and twice the heap "GC: Reserving … failed" (measured).
    const double ShareBesideCode = 0.8;

    // Libraries, stacks and heaps of the runtime itself when it starts.
    static readonly MemorySize RuntimeRange = MemorySize.FromMebiBytes(320);

    // Runtime, ReadyToRun code, thread stacks, TLS and sockets: what is not on the managed heap.
    static readonly MemorySize LeastNative = MemorySize.FromMebiBytes(128);
    static readonly MemorySize MostNative = MemorySize.FromMebiBytes(512);

    ApplicationMasterMemory(MemorySize process, MemorySize heap) => (Process, Heap) = (process, heap);

    /// <summary>What YARN is asked for.</summary>
    public MemorySize Process { get; }

    /// <summary>Hard limit of the managed heap.</summary>
    public MemorySize Heap { get; }

    /// <summary>
    /// Address range that the collector reserves: twice the heap, unless the address space has less beside the code;
    /// never below five quarters.
    /// </summary>
    public MemorySize RegionRange => new(Math.Max(
        Heap.Bytes / 4 * 5,
        Math.Min(Heap.Bytes * 2, (long)((AddressSpaceKiB << 10) * ShareBesideCode) - RuntimeRange.Bytes)));

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
    public IReadOnlyDictionary<string, string> Environment
        => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_GCHeapHardLimit"] = $"0x{Heap.Bytes:X}",
        ["DOTNET_GCRegionRange"] = $"0x{RegionRange.Bytes:X}",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_EnableDiagnostics"] = "0",
        // Compiling again what is precompiled waits until the start is over: it would compete with the start itself.
        ["DOTNET_TC_CallCountingDelayMs"] = "3000",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["MALLOC_ARENA_MAX"] = "1",
    };
}
