using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster;

/// <summary>What differs between deployments.</summary>
sealed record MasterSetup
{
    public required IResourceManagerDriver Driver { get; init; }

    public required ResourceManagerOptions Options { get; init; }

    public required DispatcherOptions Dispatcher { get; init; }

    public required int SlotsPerWorker { get; init; }

    public required FileSystemRegistry FileSystems { get; init; }

    /// <summary>Jobs that are taken in all: one in a per-job application.</summary>
    public required int MostJobs { get; init; }

    /// <summary>The application's start, step by step.</summary>
    public StartTrace Trace { get; init; } = new("ApplicationMaster", TimeProvider.System);

    public required ILoggerFactory Loggers { get; init; }
}
