using System.Threading.Channels;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Cluster;
using FlinkYarn.MiniYarn.Nodes;
using FlinkYarn.MiniYarn.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.MiniYarn.Tests.Nodes;

/// <summary>
/// A node with real processes beside an HDFS of its own, spoken to by the product's client as an ApplicationMaster
/// does.
/// </summary>
sealed class TestNode : INodeEvents, IAsyncDisposable
{
    public const string User = "alice";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly TokenSecrets tokens = new([1, 2, 3]);
    readonly NodeTokens nodeTokens = new();
    readonly Channel<ContainerStatusProto> completed = Channel.CreateUnbounded<ContainerStatusProto>();
    readonly Channel<ContainerId> started = Channel.CreateUnbounded<ContainerId>();
    readonly Channel<bool> ended = Channel.CreateUnbounded<bool>();
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("miniyarn-node-");
    readonly HdfsServer hdfs;
    int containers;

    TestNode(HdfsServer hdfs)
    {
        this.hdfs = hdfs;
        Hdfs = new WebHdfsClient(hdfs.Address, [hdfs.Address], new Hadoop.Http.SimpleAuthentication(User));
        Client = new NodeManagerClient(
            nodeTokens, new HadoopRpcOptions { RetryBudget = TimeSpan.FromSeconds(5) }, TimeProvider.System);
    }

    public Node Node { get; private set; } = null!;

    public WebHdfsClient Hdfs { get; }

    public NodeManagerClient Client { get; }

    public YarnApplicationId Application { get; } = new(1795414646467, 5);

    public string Folder => folder.FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestNode> StartAsync()
    {
        var root = Directory.CreateTempSubdirectory("miniyarn-hdfs-").FullName;
        var hdfs = await HdfsServer.StartAsync(root, User, TimeProvider.System);
        await hdfs.MakeFolderAsync("/logs", User, "1777");
        var test = new TestNode(hdfs);
        test.Node = await Node.StartAsync(
            new NodeOptions(
                "localhost", new ResourceProto { Memory = 4096, VirtualCores = 8 }, test.Folder, hdfs.Address)
            {
                RemoteLogFolder = "/logs",
                MemoryWatchInterval = TimeSpan.FromMilliseconds(100),
            },
            test.tokens, test, NullLoggerFactory.Instance, TimeProvider.System);
        test.nodeTokens.Add([test.NodeToken(test.Node.Id)]);
        return test;
    }

    /// <summary>A token of this application for a node, which need not be this one.</summary>
    public NMTokenProto NodeToken(NodeIdProto node) => new()
    {
        NodeId = Node.Id,
        Token = tokens.Nm(AttemptProto, node, User).ToProto(),
    };

    public void Trust(NMTokenProto token) => nodeTokens.Add([token]);

    /// <summary>A container that the scheduler has given to the application.</summary>
    public AllocatedContainer Allocate(long memoryMb = 512, TimeSpan? validFor = null, NodeIdProto? node = null)
    {
        var id = new ContainerIdProto { AppAttemptId = AttemptProto, Id = ++containers };
        var identifier = new ContainerTokenIdentifierProto
        {
            ContainerId = id,
            NmHostAddr = YarnNodeId.Of(node ?? Node.Id).ToString(),
            AppSubmitter = User,
            Resource = new ResourceProto { Memory = memoryMb, VirtualCores = 1 },
            ExpiryTimeStamp = TimeProvider.System.GetUtcNow().Add(validFor ?? TimeSpan.FromMinutes(10))
                .ToUnixTimeMilliseconds(),
        };
        return new AllocatedContainer(ContainerId.Of(id), YarnNodeId.Of(Node.Id), 1, memoryMb, 1)
        {
            Token = tokens.Container(identifier, $"127.0.0.1:{Node.Id.Port}"),
        };
    }

    /// <summary>Allocates and starts; it runs, or has failed, later.</summary>
    public async Task<ContainerId> RunAsync(
        string command, IReadOnlyDictionary<string, ContainerFile>? files = null, long memoryMb = 512,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var container = Allocate(memoryMb);
        await Client.StartAsync(container, Launch(command, files, environment), Cancel);
        return container.Id;
    }

    public static ContainerLaunch Launch(
        string command, IReadOnlyDictionary<string, ContainerFile>? files = null,
        IReadOnlyDictionary<string, string>? environment = null) => new()
        {
            Command = command,
            Environment = environment ?? new Dictionary<string, string>(),
            Files = files ?? new Dictionary<string, ContainerFile>(),
            Credentials = CredentialsFile.Empty,
        };

    public async Task<ContainerFile> UploadAsync(
        string path, byte[] content, bool isArchive = false, bool isCached = false)
    {
        var status = await Hdfs.CreateAsync(path, new MemoryStream(content), new HdfsCreateOptions(), Cancel);
        return new ContainerFile(
            new Uri($"hdfs://anywhere:8020{path}"), status.Length, status.ModificationTimeMs, isArchive, isCached);
    }

    public async Task<ContainerStatusProto> CompletedAsync() =>
        await completed.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience);

    public async Task<ContainerId> StartedAsync() =>
        await started.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience);

    /// <summary>Ends the application; whether its logs were aggregated.</summary>
    public async Task<bool> EndAsync()
    {
        Node.EndApplication(AttemptProto.ApplicationId);
        return await ended.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience);
    }

    public string Log(ContainerId container, string name) =>
        File.ReadAllText(Path.Combine(Folder, "logs", $"{Application}", $"{container}", name));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Node.DisposeAsync();
        Hdfs.Dispose();
        await hdfs.DisposeAsync();
        folder.Delete(recursive: true);
    }

    void INodeEvents.ContainerStarted(NodeIdProto node, ContainerIdProto container) =>
        started.Writer.TryWrite(ContainerId.Of(container));

    void INodeEvents.ContainerCompleted(NodeIdProto node, ContainerStatusProto status) =>
        completed.Writer.TryWrite(status);

    void INodeEvents.ApplicationEnded(NodeIdProto node, ApplicationIdProto application, bool areLogsAggregated) =>
        ended.Writer.TryWrite(areLogsAggregated);

    ApplicationAttemptIdProto AttemptProto => new()
    {
        ApplicationId = new ApplicationIdProto
        {
            ClusterTimestamp = Application.ClusterTimestamp, Id = Application.Number,
        },
        AttemptId = 1,
    };
}
