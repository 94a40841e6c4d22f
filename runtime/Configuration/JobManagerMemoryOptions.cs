using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>The size of the ApplicationMaster's container; its parts are in <see cref="ApplicationMasterMemory"/>.</summary>
sealed class JobManagerMemoryOptions
{
    [ConfigKey("jobmanager.memory.process.size", "Memory of the ApplicationMaster's container.",
        Minimum = 192L << 20, Maximum = 1L << 46)]
    public MemorySize ProcessSize { get; set; } = MemorySize.FromMebiBytes(512);
}
