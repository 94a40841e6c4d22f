using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.Rest;

/// <summary>The RM's REST as Hadoop's answers are, through the client that was written for those.</summary>
public sealed class RestTests
{
    const string Apps = "/ws/v1/cluster/apps";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_application_has_an_id_of_this_cluster_and_the_largest_container()
    {
        await using var cluster = await TestCluster.StartAsync(nodeMemoryMb: 2048);

        var first = await cluster.Rest.NewApplicationAsync(Cancel);
        var info = await cluster.Rest.GetInfoAsync(Cancel);

        first.ApplicationId.Should().Be($"application_{info.Id}_0001");
        (first.MaximumCapability.MemoryMb, first.MaximumCapability.VCores).Should().Be((2048, 8));
        info.IsActive.Should().BeTrue();
        (await cluster.Rest.IsActiveAsync(Cancel)).Should().BeTrue();
    }

    [Fact]
    public async Task A_submission_is_answered_by_202_and_its_place_and_may_be_repeated()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = (await cluster.Rest.NewApplicationAsync(Cancel)).ApplicationId;
        var body = JsonContent.Create(new Dictionary<string, object>
        {
            ["application-id"] = id,
            ["application-name"] = "by hand",
            ["resource"] = new { memory = 100, vCores = 1 },
            ["am-container-spec"] = new { commands = new { command = "true" } },
        });

        var first = await cluster.Http.PostAsync($"{Apps}?user.name=bob", body, Cancel);
        var second = await cluster.Http.PostAsync($"{Apps}?user.name=carol", body, Cancel);

        first.StatusCode.Should().Be(HttpStatusCode.Accepted);
        first.Headers.Location!.AbsolutePath.Should().Be($"{Apps}/{id}");
        second.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await cluster.ReportAsync(id)).Should().Match<YarnApplication>(
            app => app.User == "bob" && app.Name == "by hand" && app.Queue == "root.default");
    }

    [Fact]
    public async Task What_a_client_says_of_the_container_reaches_the_node()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.SubmitAsync(context => context with
        {
            Container = new ContainerSpec
            {
                Command = "exec ./app/run",
                Environment = new Dictionary<string, string> { ["FOO"] = "b a r" },
                LocalResources = new Dictionary<string, LocalResource>
                {
                    ["app"] = new()
                    {
                        Uri = "hdfs://nn:8020/a%20b/app.tar.gz",
                        Type = LocalResourceType.Archive,
                        Visibility = LocalResourceVisibility.Private,
                        Size = 12,
                        TimestampMs = 34,
                    },
                },
                Credentials = new ContainerCredentials
                {
                    Secrets = new Dictionary<string, string> { ["key"] = "aGVsbG8" },
                },
            },
        });

        var launch = await cluster.Node.LaunchAsync();

        launch.Context.Command.Should().Equal("exec ./app/run");
        launch.Variable("FOO").Should().Be("b a r");
        var archive = launch.Context.LocalResources.Should().ContainSingle().Which;
        (archive.Key, archive.Value.Resource.File, archive.Value.Resource.Port, archive.Value.Timestamp)
            .Should().Be(("app", "/a b/app.tar.gz", 8020, 34L));
        launch.Credentials.Secrets.Should().ContainSingle().Which.Secret.Should().Equal("hello"u8.ToArray());
        launch.Credentials.FindAmRmToken().Should().NotBeNull();
        launch.Variable("APPLICATION_WEB_PROXY_BASE").Should().StartWith("/proxy/application_");
        launch.Identifier.AppSubmitter.Should().Be("alice");
    }

    [Fact]
    public async Task A_command_given_as_an_array_is_no_command_as_in_hadoop()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = (await cluster.Rest.NewApplicationAsync(Cancel)).ApplicationId;
        var body = new Dictionary<string, object>
        {
            ["application-id"] = id,
            ["am-container-spec"] = new { commands = new[] { "true" } },
        };

        await cluster.Http.PostAsync(Apps, JsonContent.Create(body), Cancel);

        (await cluster.Node.LaunchAsync()).Context.Command.Should().Equal("");
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"application-id":"nonsense"}""", "Could not parse application id nonsense")]
    [InlineData("""{"application-id":"application_1_0001"}""", "was not given by this ResourceManager")]
    [InlineData("""{"application-id":"application_1_0001","resource":{"memory":999999}}""",
        "Requested more memory than configured max")]
    [InlineData("""{"application-id":"application_1_0001","unmanaged-AM":true}""", "without unmanaged-AM")]
    public async Task A_wrong_submission_is_refused_in_hadoops_form(string body, string expected)
    {
        await using var cluster = await TestCluster.StartAsync();

        var answer = await cluster.Http.PostAsync(Apps, new StringContent(body), Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("RemoteException");
        error.GetProperty("exception").GetString().Should().Be("BadRequestException");
        error.GetProperty("message").GetString().Should().Contain(expected);
    }

    [Fact]
    public async Task An_unknown_application_is_not_found_and_an_unknown_path_is_html()
    {
        await using var cluster = await TestCluster.StartAsync();

        (await cluster.Rest.FindApplicationAsync("application_1_0001", Cancel)).Should().BeNull();
        var path = await cluster.Http.GetAsync("/ws/v1/cluster/nowhere", Cancel);
        path.StatusCode.Should().Be(HttpStatusCode.NotFound);
        path.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Fact]
    public async Task Applications_are_listed_by_state_user_queue_type_tag_and_limit()
    {
        await using var cluster = await TestCluster.StartAsync();
        var tagged = await cluster.SubmitAsync(context => context with { Tags = ["Blue"], Type = "A" });
        var failed = await cluster.SubmitAsync(context => context with { Queue = "nowhere" });
        var other = await cluster.SubmitAsync(context => context with { Queue = "short" });

        (await IdsAsync(new() { States = [YarnApplicationState.Accepted] })).Should().Equal(tagged, other);
        (await IdsAsync(new() { States = [YarnApplicationState.Failed] })).Should().Equal(failed);
        (await IdsAsync(new() { User = "nobody" })).Should().BeEmpty();
        (await IdsAsync(new() { Queue = "short" })).Should().Equal(other);
        (await IdsAsync(new() { ApplicationTypes = ["A"] })).Should().Equal(tagged);
        (await IdsAsync(new() { ApplicationTags = ["blue"] })).Should().Equal(tagged);
        (await IdsAsync(new() { Limit = 1 })).Should().Equal(other);
        (await cluster.Http.GetAsync($"{Apps}?states=SLEEPING", Cancel)).StatusCode
            .Should().Be(HttpStatusCode.BadRequest);

        async Task<IEnumerable<string>> IdsAsync(YarnApplicationQuery query) =>
            (await cluster.Rest.GetApplicationsAsync(query, Cancel)).Select(app => app.Id);
    }

    [Fact]
    public async Task A_kill_is_accepted_first_and_done_when_it_is_repeated()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var order = new { state = "KILLED", diagnostics = "enough" };
        var path = $"{Apps}/{id}/state?user.name=alice";

        var first = await cluster.Http.PutAsJsonAsync(path, order, Cancel);
        var second = await cluster.Http.PutAsJsonAsync(path, order, Cancel);
        var other = await cluster.Http.PutAsJsonAsync(path, new { state = "RUNNING" }, Cancel);

        (first.StatusCode, second.StatusCode, other.StatusCode).Should().Be(
            (HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.BadRequest));
        (await cluster.ReportAsync(id)).Should().Match<YarnApplication>(app =>
            app.State == YarnApplicationState.Killed && app.FinalStatus == YarnFinalStatus.Killed
            && app.Diagnostics == $"Application {id} was killed by user alice with diagnostic message: enough");
    }

    [Fact]
    public async Task The_kill_of_the_client_ends_with_the_final_state()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        await cluster.Node.LaunchAsync();

        var state = await cluster.Rest.KillAsync(id, cancellationToken: Cancel);

        state.Should().Be(YarnApplicationState.Killed);
        (await cluster.Node.EndAsync()).ToString().Should().Be(id);
    }

    [Fact]
    public async Task Metrics_nodes_and_queues_tell_what_is_used()
    {
        await using var cluster = await TestCluster.StartAsync(nodes: 2, nodeMemoryMb: 1024);
        await cluster.SubmitAsync();
        await cluster.Node.LaunchAsync();

        var metrics = await cluster.Rest.GetMetricsAsync(Cancel);
        var nodes = await cluster.Rest.GetRunningNodesAsync(Cancel);
        var scheduler = await cluster.Rest.GetSchedulerAsync(Cancel);

        metrics.Should().Match<FlinkYarn.Hadoop.Rest.YarnClusterMetrics>(all => all.TotalMb == 2048
            && all.AllocatedMb == 256 && all.ContainersAllocated == 1 && all.ActiveNodes == 2 && all.AppsPending == 1);
        nodes.Select(node => (node.Id, node.UsedMemoryMb, node.TotalMemoryMb)).Should().Equal(
            ("node0:8041", 256, 1024), ("node1:8041", 0, 1024));
        scheduler.Leaves.Should().Equal("root.default", "root.short");
        scheduler.Find("default")!.ResourcesUsed!.MemoryMb.Should().Be(256);
    }

    [Fact]
    public async Task The_configuration_tells_where_application_masters_register()
    {
        await using var cluster = await TestCluster.StartAsync();

        var address = (await cluster.Rest.GetSchedulerAddressesAsync(Cancel)).Should().ContainSingle().Which;

        address.Host.Should().Be("127.0.0.1");
        (await cluster.Rest.GetConfigurationAsync("yarn.scheduler.minimum-allocation-mb", Cancel)).Should().Be("128");
        (await cluster.Rest.GetConfigurationAsync("no.such.thing", Cancel)).Should().BeNull();
        (await cluster.Http.GetStringAsync("/conf", Cancel)).Should().StartWith("<configuration>");
    }

    [Fact]
    public async Task Attempts_and_live_containers_are_listed()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();
        var launch = await cluster.Node.LaunchAsync();

        var attempt = (await cluster.Rest.GetAttemptsAsync(id, Cancel)).Should().ContainSingle().Which;
        var container = (await cluster.Rest.GetContainersAsync(id, attempt.AppAttemptId, Cancel))
            .Should().ContainSingle().Which;

        attempt.Should().Match<YarnApplicationAttempt>(one => one.AppAttemptState == "LAUNCHED"
            && one.ContainerId == launch.Container.ToString() && one.NodeId == "node0:8041");
        container.Should().Match<YarnContainer>(one =>
            one.ContainerId == launch.Container.ToString() && one.AllocatedMb == 256);
    }
}
