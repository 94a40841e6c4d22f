using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>What every JobManager of a process works with.</summary>
sealed record JobManagerServices
{
    public required IResourceManagerGateway ResourceManager { get; init; }

    public required JobManagerDirectory JobManagers { get; init; }

    public required FileSystemRegistry FileSystems { get; init; }

    /// <summary>How long slots may be missing (<c>slot.request.timeout</c>).</summary>
    public required TimeSpan SlotRequestTimeout { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
