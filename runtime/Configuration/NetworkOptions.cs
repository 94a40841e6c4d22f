using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>The exchange of rows between tasks.</summary>
sealed class NetworkOptions
{
    [ConfigKey("taskmanager.data.port", "Port of the exchange between TaskManagers; 0 takes a free one.",
        Minimum = 0, Maximum = 65535)]
    public int DataPort { get; set; }

    [ConfigKey("taskmanager.memory.segment-size", "Size of a network buffer.")]
    public MemorySize SegmentSize { get; set; } = new(32 << 10);

    [ConfigKey("taskmanager.network.memory.buffers-per-channel",
        "Buffers that each remote input channel has for itself: its first credits.", Minimum = 1, Maximum = 1024)]
    public int BuffersPerChannel { get; set; } = 2;

    [ConfigKey("taskmanager.network.memory.floating-buffers-per-gate",
        "Further buffers of a task's input or output, used by the channels with the largest backlog.",
        Minimum = 1, Maximum = 1024)]
    public int FloatingBuffersPerGate { get; set; } = 8;

    [ConfigKey("taskmanager.network.request-timeout",
        "How long a task waits for a producer that has not been deployed yet.")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    [ConfigKey("taskmanager.network.connect-timeout",
        "How long connecting to another TaskManager may take, handshake included.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    [ConfigKey("taskmanager.network.max-record-size",
        "Largest serialized row that may travel between tasks; a larger one fails its task.")]
    public MemorySize MaxRecordSize { get; set; } = new(64 << 20);
}
