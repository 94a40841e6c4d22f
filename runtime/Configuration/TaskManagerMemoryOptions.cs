using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// The parts of <c>taskmanager.memory.process.size</c>; <see cref="TaskManagerMemory"/> says what each is in .NET.
/// </summary>
sealed class TaskManagerMemoryOptions
{
    [ConfigKey("taskmanager.memory.jvm-overhead.fraction",
        "Part of the process's memory for the runtime itself: stacks, sockets, TLS, the collector's own.",
        Minimum = 0, Maximum = 0.9)]
    public double OverheadFraction { get; set; } = 0.1;

    [ConfigKey("taskmanager.memory.jvm-overhead.min", "Least memory for the runtime itself.")]
    public MemorySize OverheadMin { get; set; } = MemorySize.FromMebiBytes(160);

    [ConfigKey("taskmanager.memory.jvm-overhead.max", "Most memory for the runtime itself.")]
    public MemorySize OverheadMax { get; set; } = MemorySize.FromMebiBytes(1024);

    [ConfigKey("taskmanager.memory.jvm-metaspace.size", "Memory for loaded assemblies and compiled code.")]
    public MemorySize Code { get; set; } = MemorySize.FromMebiBytes(96);

    [ConfigKey("taskmanager.memory.network.fraction",
        "Part of the memory left after runtime and code that rows travel in between tasks.", Minimum = 0, Maximum = 0.9)]
    public double NetworkFraction { get; set; } = 0.1;

    [ConfigKey("taskmanager.memory.network.min", "Least network memory.")]
    public MemorySize NetworkMin { get; set; } = MemorySize.FromMebiBytes(32);

    [ConfigKey("taskmanager.memory.network.max", "Most network memory.")]
    public MemorySize NetworkMax { get; set; } = MemorySize.FromMebiBytes(1 << 20);

    [ConfigKey("taskmanager.memory.managed.fraction",
        "Part of the memory left after runtime and code for state outside the managed heap; nothing uses it yet.",
        Minimum = 0, Maximum = 0.9)]
    public double ManagedFraction { get; set; }

    [ConfigKey("taskmanager.memory.managed.size", "Managed memory in bytes; wins over its fraction.")]
    public MemorySize? ManagedSize { get; set; }

    [ConfigKey("taskmanager.memory.task.off-heap.size", "Memory that user code takes outside the managed heap.")]
    public MemorySize TaskOffHeap { get; set; }
}
