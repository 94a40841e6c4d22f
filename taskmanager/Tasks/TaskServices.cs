using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Transport;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>What every task of a process works with.</summary>
sealed record TaskServices
{
    public required string Host { get; init; }

    public required MasterConnection Master { get; init; }

    public required NetworkManager Network { get; init; }

    public required IProgramSource Programs { get; init; }

    public required FileSystemRegistry Files { get; init; }

    public required ConsoleStreams Console { get; init; }

    /// <summary>The process's settings; a job's own win over them.</summary>
    public required Settings Settings { get; init; }

    public required IFatalErrorHandler FatalErrors { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
