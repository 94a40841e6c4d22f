using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>The shape of a TaskManager, as client and ApplicationMaster must know it.</summary>
sealed class TaskManagerOptions
{
    [ConfigKey("taskmanager.numberOfTaskSlots", "Slots of a TaskManager.", Minimum = 1, Maximum = 1024)]
    public int Slots { get; set; } = 1;

    [ConfigKey("taskmanager.memory.process.size", "Memory of a TaskManager's container.",
        Minimum = 256L << 20, Maximum = 1L << 46)]
    public MemorySize ProcessSize { get; set; } = MemorySize.FromMebiBytes(1024);
}
