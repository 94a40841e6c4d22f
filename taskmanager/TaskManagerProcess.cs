using System.Net;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Memory;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Tasks;
using FlinkYarn.TaskManager.Transport;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager;

/// <summary>The parts of a TaskManager joined together, in a process of its own or in another's.</summary>
sealed class TaskManagerProcess : IAsyncDisposable
{
    static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(200);

    readonly NetworkManager network;
    readonly TaskManager taskManager;

    /// <exception cref="MistakesException">The settings are not valid; all mistakes are named.</exception>
    public TaskManagerProcess(TaskManagerParts parts, ActorSystem system)
    {
        var reader = new ConfigurationReader(parts.Settings);
        var options = reader.Read<TaskManagerOptions>();
        var networkOptions = reader.Read<NetworkOptions>();
        var timeouts = reader.Read<TaskManagerTimeoutOptions>();
        var memory = TaskManagerMemory.Derive(options.ProcessSize, reader.Read<TaskManagerMemoryOptions>());
        reader.ThrowOnMistakes();

        var segment = (int)networkOptions.SegmentSize.Bytes;
        network = new NetworkManager(
            new NetworkManagerSetup
            {
                ResourceId = parts.ResourceId,
                Options = networkOptions,
                Buffers = new NetworkBufferPool((int)(memory.Network.Bytes / segment), segment),
                Credentials = parts.Credentials,
                BindAddress = parts.Address,
                Time = system.Time,
            }, parts.Loggers.CreateLogger<NetworkManager>());
        network.Start();
        taskManager = new TaskManager(
            new TaskManagerSetup
            {
                ResourceId = parts.ResourceId,
                Slots = options.Slots,
                Registration = Register(parts, options, memory, parts.Credentials is null ? 0 : network.Port),
                Timeouts = timeouts,
                StopPatience = StopPatience,
            },
            new TaskServices
            {
                Host = parts.Host,
                Master = new MasterConnection(parts.Master),
                Network = network,
                Programs = parts.Programs,
                Files = parts.Files,
                Console = parts.Console,
                Settings = parts.Settings,
                FatalErrors = system.FatalErrors,
                Time = system.Time,
                Loggers = parts.Loggers,
            }, system);
    }

    /// <inheritdoc cref="TaskManager.RunAsync"/>
    public Task RunAsync(CancellationToken cancellationToken) => taskManager.RunAsync(cancellationToken);

    public ValueTask DisposeAsync() => network.DisposeAsync();

    static RegisterTaskManager Register(
        TaskManagerParts parts, TaskManagerOptions options, TaskManagerMemory memory, int dataPort) => new()
    {
        ResourceId = parts.ResourceId,
        InstanceId = $"{Environment.ProcessId}",
        Host = parts.Address.ToString(),
        DataPort = dataPort,
        Slots = options.Slots,
        ProcessMemoryBytes = memory.Process.Bytes,
        NetworkMemoryBytes = memory.Network.Bytes,
        ManagedMemoryBytes = memory.Managed.Bytes,
        Version = FlinkYarnVersion.Current,
        ProcessId = Environment.ProcessId,
        Start =
        {
            (parts.Trace?.Steps ?? []).Select(step => new StepReached
            {
                Step = step.Step,
                UnixUs = (step.Time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            }),
        },
    };
}

/// <summary>What a TaskManager is made of, wherever it runs.</summary>
sealed record TaskManagerParts
{
    public required string ResourceId { get; init; }

    /// <summary>The node's name, for local splits.</summary>
    public required string Host { get; init; }

    /// <summary>Where its NetworkManager listens.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Null: no port is opened.</summary>
    public required ApplicationCredentials? Credentials { get; init; }

    public required IMessageStream<TaskManagerMessage, MasterMessage> Master { get; init; }

    public required IProgramSource Programs { get; init; }

    public required FileSystemRegistry Files { get; init; }

    public required Settings Settings { get; init; }

    public required ConsoleStreams Console { get; init; }

    /// <summary>Told with the registration; null: nothing is told.</summary>
    public StartTrace? Trace { get; init; }

    public required ILoggerFactory Loggers { get; init; }
}
