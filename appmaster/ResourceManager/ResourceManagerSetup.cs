using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>What a ResourceManager is made of.</summary>
sealed record ResourceManagerSetup
{
    public required IResourceManagerDriver Driver { get; init; }

    public required ResourceManagerOptions Options { get; init; }

    public required JobManagerDirectory JobManagers { get; init; }

    /// <summary>Slots of each TaskManager (<c>taskmanager.numberOfTaskSlots</c>).</summary>
    public required int SlotsPerWorker { get; init; }

    /// <summary>Of this build; TaskManagers of another one are refused.</summary>
    public required string Version { get; init; }

    /// <summary>The application's start, step by step.</summary>
    public required StartTrace Trace { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
