using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.ApplicationMasters;

/// <summary>What allocate says to requests that our own client would never send, or sends again.</summary>
public sealed class AllocateTests
{
    const string Package = "org.apache.hadoop.yarn.exceptions.";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_to_a_repeated_request_is_the_same_and_nothing_is_done_twice()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var rpc = await RegisteredAsync(cluster);
        await AllocateAsync(rpc, new AllocateRequestProto { ResponseId = 0, Ask = { Ask(2) } });
        var request = new AllocateRequestProto { ResponseId = 1, Ask = { Ask(2) } };

        var first = await AllocateAsync(rpc, request);
        var again = await AllocateAsync(rpc, request);

        first.AllocatedContainers.Should().HaveCount(2);
        again.Should().Be(first);
        var next = await AllocateAsync(rpc, new AllocateRequestProto { ResponseId = 2 });
        next.AllocatedContainers.Should().HaveCount(2, "the ask was said a second time, not a third");
        next.NmTokens.Should().BeEmpty("the node's token was sent before");
    }

    [Fact]
    public async Task A_wrong_response_id_is_refused_and_the_right_one_is_named()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var rpc = await RegisteredAsync(cluster);

        var failure = await FailureAsync(rpc, new AllocateRequestProto { ResponseId = 17 });

        failure.ClassName.Should().Be($"{Package}InvalidApplicationMasterRequestException");
        failure.RemoteMessage.Should().EndWith("expect responseId to be 0, but get 17");
    }

    [Fact]
    public async Task Asking_before_registering_means_to_register()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.SubmitAsync();
        await using var rpc = cluster.Rpc(await cluster.Node.LaunchAsync());

        (await FailureAsync(rpc, new AllocateRequestProto())).ClassName
            .Should().Be($"{Package}ApplicationMasterNotRegisteredException");
    }

    [Fact]
    public async Task Registering_twice_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var rpc = await RegisteredAsync(cluster);

        var failure = (await rpc.Awaiting(RegisterAsync).Should().ThrowAsync<RemoteException>()).Which;

        failure.ClassName.Should().Be($"{Package}InvalidApplicationMasterRequestException");
        failure.RemoteMessage.Should().StartWith("Application Master is already registered : application_");
    }

    [Fact]
    public async Task One_row_that_is_too_large_refuses_the_whole_request_and_the_id_stays()
    {
        await using var cluster = await TestCluster.StartAsync(nodeMemoryMb: 1024);
        await using var rpc = await RegisteredAsync(cluster);

        var failure = await FailureAsync(
            rpc, new AllocateRequestProto { ResponseId = 0, Ask = { Ask(1), Ask(1, memoryMb: 2048, priority: 2) } });

        failure.ClassName.Should().Be($"{Package}InvalidResourceRequestException");
        failure.RemoteMessage.Should().StartWith("Invalid resource request! Cannot allocate containers as requested "
            + "resource is greater than maximum allowed allocation. Requested resource type=[memory-mb], Requested "
            + "resource=<memory:2048, vCores:1>, maximum allowed allocation=<memory:1024, vCores:8>");
        await AllocateAsync(rpc, new AllocateRequestProto { ResponseId = 0 });
        (await AllocateAsync(rpc, new AllocateRequestProto { ResponseId = 1 })).AllocatedContainers.Should().BeEmpty();
    }

    [Fact]
    public async Task A_label_a_starred_blacklist_and_a_foreign_release_are_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var rpc = await RegisteredAsync(cluster);
        var labelled = Ask(1);
        labelled.NodeLabelExpression = "gpu";
        var blacklist = new ResourceBlacklistRequestProto { BlacklistAdditions = { "*" } };
        var foreign = new ContainerIdProto
        {
            Id = 1,
            AppAttemptId = new ApplicationAttemptIdProto
            {
                AttemptId = 1,
                ApplicationId = new ApplicationIdProto { Id = 99, ClusterTimestamp = 1 },
            },
        };

        (await FailureAsync(rpc, new AllocateRequestProto { Ask = { labelled } })).ClassName
            .Should().Be($"{Package}InvalidLabelResourceRequestException");
        (await FailureAsync(rpc, new AllocateRequestProto { BlacklistRequest = blacklist })).ClassName
            .Should().Be($"{Package}InvalidResourceBlacklistRequestException");
        (await FailureAsync(rpc, new AllocateRequestProto { Release = { foreign } })).ClassName
            .Should().Be($"{Package}InvalidContainerReleaseException");
    }

    [Fact]
    public async Task An_answer_tells_headroom_nodes_and_no_command()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, nodeMemoryMb: 1024);
        await using var rpc = await RegisteredAsync(cluster);

        var response = await AllocateAsync(rpc, new AllocateRequestProto());

        response.HasAMCommand.Should().BeFalse("an absent command would read as AM_RESYNC");
        (response.NumClusterNodes, response.Limit.Memory).Should().Be((2, 2048 - 256));
    }

    [Fact]
    public async Task Finish_is_known_to_be_written_at_the_second_call_only()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var rpc = await RegisteredAsync(cluster);
        var request = new FinishApplicationMasterRequestProto
        {
            FinalApplicationStatus = FinalApplicationStatusProto.AppSucceeded,
        };

        (await FinishAsync()).IsUnregistered.Should().BeFalse();
        (await FinishAsync()).IsUnregistered.Should().BeTrue();
        (await AllocateAsync(rpc, new AllocateRequestProto())).ResponseId.Should().Be(1, "it may go on beating");

        Task<FinishApplicationMasterResponseProto> FinishAsync() => rpc.CallAsync(
            "finishApplicationMaster", request, FinishApplicationMasterResponseProto.Parser, Cancel);
    }

    static async Task<HadoopRpcClient> RegisteredAsync(TestCluster cluster)
    {
        await cluster.SubmitAsync();
        var rpc = cluster.Rpc(await cluster.Node.LaunchAsync());
        await RegisterAsync(rpc);
        return rpc;
    }

    static Task RegisterAsync(HadoopRpcClient rpc) => rpc.CallAsync(
        "registerApplicationMaster", new RegisterApplicationMasterRequestProto { Host = "h", RpcPort = -1 },
        RegisterApplicationMasterResponseProto.Parser, Cancel);

    static Task<AllocateResponseProto> AllocateAsync(HadoopRpcClient rpc, AllocateRequestProto request) =>
        rpc.CallAsync("allocate", request, AllocateResponseProto.Parser, Cancel);

    static async Task<RemoteException> FailureAsync(HadoopRpcClient rpc, AllocateRequestProto request) =>
        (await rpc.Awaiting(client => AllocateAsync(client, request)).Should().ThrowAsync<RemoteException>()).Which;

    static ResourceRequestProto Ask(int count, long memoryMb = 256, int priority = 1) => new()
    {
        Priority = new PriorityProto { Priority = priority },
        ResourceName = "*",
        Capability = new ResourceProto { Memory = memoryMb, VirtualCores = 1 },
        NumContainers = count,
    };
}
