using System.Runtime.Loader;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Tasks;
using FlinkYarn.TaskManager.Transport;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>Runs single tasks beside a fake ApplicationMaster.</summary>
sealed class TaskHarness : IAsyncDisposable
{
    readonly MasterConnection connection;
    readonly TaskServices services;

    public TaskHarness(TimeProvider? time = null)
    {
        connection = new MasterConnection(Master.TaskManagerSide);
        services = new TaskServices
        {
            Host = "here",
            Master = connection,
            Network = Network = new NetworkManager(
                new NetworkManagerSetup
                {
                    ResourceId = "me",
                    Options = new NetworkOptions(),
                    Buffers = new NetworkBufferPool(128, 1024),
                    Time = TimeProvider.System,
                }, NullLogger<NetworkManager>.Instance),
            Programs = new LoadedPrograms(AssemblyLoadContext.Default),
            Files = new FileSystemRegistry([new LocalFileSystem()]),
            Console = new ConsoleStreams(Output, Output),
            Settings = Settings.Empty,
            FatalErrors = Fatal,
            Time = time ?? TimeProvider.System,
            Loggers = NullLoggerFactory.Instance,
        };
        _ = AnswerAsync();
    }

    public FakeMaster Master { get; } = new();

    public FatalErrors Fatal { get; } = new();

    public StringWriter Output { get; } = new() { NewLine = "\n" };

    public NetworkManager Network { get; }

    public StreamTask Start(DeployTask deployment)
    {
        var task = new StreamTask(deployment, services);
        task.Start();
        return task;
    }

    public ValueTask DisposeAsync() => Network.DisposeAsync();

    async Task AnswerAsync()
    {
        await foreach (var message in connection.ReadAllAsync(CancellationToken.None))
        {
            connection.TryAnswer(message);
        }
    }
}
