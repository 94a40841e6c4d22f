using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Local;

/// <summary>The shape of the one TaskManager: as many slots as the job needs, and memory to go with them.</summary>
static class LocalSettings
{
    const int BaseMebiBytes = 1024;
    const int MebiBytesPerSlot = 64;

    public static Settings For(int slots) => Settings.Of(
        new Dictionary<string, string>
        {
            ["taskmanager.numberOfTaskSlots"] = $"{slots}",
            ["taskmanager.memory.process.size"] = $"{BaseMebiBytes + (slots * MebiBytesPerSlot)}m",
        }, "local mode");
}
