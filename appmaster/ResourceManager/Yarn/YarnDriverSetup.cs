using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>What the driver works with.</summary>
sealed record YarnDriverSetup
{
    public required ApplicationMasterClient Scheduler { get; init; }

    public required INodeManagers Nodes { get; init; }

    public required TaskManagerLaunch Launch { get; init; }

    /// <summary>Every TaskManager is of this shape.</summary>
    public required ContainerShape Shape { get; init; }

    /// <summary>Containers at one time, whatever YARN gives.</summary>
    public required int MostWorkers { get; init; }

    /// <summary>Whose application this is; logs lie under the name.</summary>
    public required string User { get; init; }

    /// <summary>What YARN and its clients are told of this ApplicationMaster.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Empty for none.</summary>
    public required string TrackingUrl { get; init; }

    /// <summary>Between heartbeats while containers are awaited.</summary>
    public required TimeSpan WaitingInterval { get; init; }

    public required TimeSpan IdleInterval { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
