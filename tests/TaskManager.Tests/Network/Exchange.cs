using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Security;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Threading;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.TaskManager.Tests.Network;

/// <summary>TaskManagers' networks on loopback, with real sockets and TLS.</summary>
sealed class Exchange : IAsyncDisposable
{
    public const int SegmentSize = 1024;

    readonly Dictionary<string, NetworkManager> managers = [];

    public ApplicationCredentials Credentials { get; } =
        ApplicationCredentials.Create("application_1_1", TimeProvider.System);

    public NetworkManager this[string resourceId] => managers[resourceId];

    public NetworkManager Start(
        string resourceId, int segments = 64, int segmentSize = SegmentSize, ApplicationCredentials? credentials = null,
        NetworkOptions? options = null)
    {
        var manager = new NetworkManager(
            new NetworkManagerSetup
            {
                ResourceId = resourceId,
                Options = options ?? Options(),
                Buffers = new NetworkBufferPool(segments, segmentSize),
                Credentials = credentials ?? Credentials,
                Time = TimeProvider.System,
            }, NullLogger<NetworkManager>.Instance);
        manager.Start();
        managers.Add(resourceId, manager);
        return manager;
    }

    public static NetworkOptions Options(TimeSpan? requestTimeout = null, long maxRecordSize = 1 << 20) => new()
    {
        RequestTimeout = requestTimeout ?? TimeSpan.FromSeconds(20),
        MaxRecordSize = new MemorySize(maxRecordSize),
        FloatingBuffersPerGate = 2,
    };

    public static PartitionKey Key(int subtask) => new("job", "vertex", subtask, 0, 0);

    /// <summary>The gate of consumer number <paramref name="subpartition"/>, which reads all the producers.</summary>
    public TaskInput Consume(
        string consumer, int subpartition, TaskSignal signal, params (string ResourceId, int Subtask)[] producers)
    {
        var edge = new Runtime.Contracts.InputGate();
        edge.Channels.AddRange(producers.Select(producer => new Runtime.Contracts.InputChannel
        {
            Partition = new PartitionId
            {
                Producer = new ExecutionAttemptId { JobId = "job", VertexId = "vertex", Subtask = producer.Subtask },
            },
            Subpartition = subpartition,
            ProducerResourceId = producer.ResourceId,
            ProducerHost = "127.0.0.1",
            ProducerDataPort = managers.TryGetValue(producer.ResourceId, out var manager) ? manager.Port : 1,
        }));
        return managers[consumer].CreateInput([edge], signal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var manager in managers.Values)
        {
            await manager.DisposeAsync();
        }

        Credentials.Dispose();
    }
}
