using System.Net.Sockets;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Threading;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Network;

/// <summary>
/// The exchange of rows of one TaskManager: its partitions, its port, and its connections to others. Both sides of a
/// connection must show the application's certificate.
/// </summary>
sealed partial class NetworkManager : IAsyncDisposable
{
    readonly NetworkManagerSetup setup;
    readonly ILogger<NetworkManager> logger;
    readonly ConnectionDirectory connections;
    readonly DataServer server;

    public NetworkManager(NetworkManagerSetup setup, ILogger<NetworkManager> logger)
    {
        this.setup = setup;
        this.logger = logger;
        var options = setup.Options;
        Partitions = new PartitionRegistry(setup.Time, options.RequestTimeout);
        connections = new ConnectionDirectory(setup, logger);
        server = new DataServer(setup, Partitions, logger);
    }

    public PartitionRegistry Partitions { get; }

    public NetworkBufferPool Buffers => setup.Buffers;

    public NetworkOptions Options => setup.Options;

    /// <summary>Where others reach this TaskManager's partitions.</summary>
    public int Port => server.Port;

    public void Start() => server.Start();

    /// <summary>An output of a task. The task registers it when it is ready to be read.</summary>
    public ResultPartition CreatePartition(PartitionKey key, int subpartitions, TaskSignal signal)
    {
        var required = ResultPartition.RequiredBuffers(subpartitions);
        var share = setup.Buffers.Reserve(
            $"the {key}", required, required + Options.FloatingBuffersPerGate + (subpartitions * (Options.BuffersPerChannel - 1)));
        return new ResultPartition(key, subpartitions, share, signal);
    }

    /// <summary>A task's input, with the channels of all its edges. Nothing is asked of the producers yet.</summary>
    public TaskInput CreateInput(IEnumerable<Runtime.Contracts.InputGate> edges, TaskSignal signal)
    {
        var channels = edges.SelectMany(edge => edge.Channels).ToList();
        var remote = channels.Count(channel => channel.ProducerResourceId != setup.ResourceId);
        var exclusive = Options.BuffersPerChannel;
        var share = setup.Buffers.Reserve(
            "a task's input", remote, (remote * exclusive) + (remote > 0 ? Options.FloatingBuffersPerGate : 0));
        var buffers = new GateBuffers(share);
        var gate = new InputGate(signal);
        foreach (var channel in channels)
        {
            var key = PartitionKey.Of(channel.Partition);
            if (channel.ProducerResourceId == setup.ResourceId)
            {
                gate.Add(new LocalInputChannel(gate, gate.Channels.Count, key, channel.Subpartition));
                continue;
            }

            var address = new ProducerAddress(
                key, channel.Subpartition, channel.ProducerResourceId, channel.ProducerHost, channel.ProducerDataPort);
            var added = new RemoteInputChannel(gate, gate.Channels.Count, address, buffers);
            added.Prepare(Math.Min(exclusive, Math.Max(1, share.Count / remote)));
            gate.Add(added);
        }

        return new TaskInput(gate, buffers, this);
    }

    /// <summary>Asks the producer of a channel for its rows; what goes wrong fails the channel's gate.</summary>
    public void Request(InputChannel channel)
    {
        switch (channel)
        {
            case LocalInputChannel local:
                Partitions.Find(local.Partition, local.Attach);
                break;
            case RemoteInputChannel remote:
                _ = RequestAsync(remote);
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await connections.DisposeAsync();
    }

    async Task RequestAsync(RemoteInputChannel channel)
    {
        try
        {
            var side = await connections.GetAsync(channel.Producer);
            side.Open(channel);
        }
        catch (Exception failure) when (failure is IOException or SocketException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
            ConnectFailed(channel.Producer.ResourceId, channel.Producer.Host, channel.Producer.Port, failure.Message);
            channel.Fail($"no connection: {failure.Message}");
        }
    }
}
