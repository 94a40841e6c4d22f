using System.Text.Json;
using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Hadoop.Tests.Rest;

/// <summary>yarn-protocol.md, section 11, points 30 and 31.</summary>
public sealed class ResourceManagerJsonTests
{
    const string Capacity = """
        {"type":"capacityScheduler","queueName":"root","queues":{"queue":[
        {"queueName":"a","queues":{"queue":{"queueName":"b"}}},{"queueName":"c","queuePath":"root.c"}]}}
        """;

    const string Fair = """
        {"type":"fairScheduler","rootQueue":{"queueName":"root","childQueues":{"queue":[
        {"queueName":"root.default"},{"queueName":"root.users"}]}}}
        """;

    const string Fifo = """{"type":"fifoScheduler","capacity":"NaN","usedCapacity":"NaN","qstate":"RUNNING"}""";

    [Theory]
    [InlineData("""{"apps":{"app":[{"id":"a"},{"id":"b"}]}}""", "a,b")]
    [InlineData("""{"apps":{"app":{"id":"a"}}}""", "a")]
    [InlineData("""{"apps":{"app":[]}}""", "")]
    [InlineData("""{"apps":{}}""", "")]
    [InlineData("""{"apps":null}""", "")]
    [InlineData("""{"apps":""}""", "")]
    [InlineData("""{}""", "")]
    public void Lists_of_applications_come_in_all_forms(string json, string ids) =>
        string.Join(',', JsonSerializer.Deserialize(json, YarnJson.Default.ApplicationsAnswer)!.Applications
            .Select(app => app.Id))
            .Should().Be(ids);

    [Theory]
    [InlineData("""{"nodes":{"node":{"id":"n:1","availMemoryMB":"512","usedMemoryMB":256}}}""", 768)]
    [InlineData("""{"nodes":{"node":[{"availMemoryMB":1,"usedMemoryMB":2},{"availMemoryMB":"3"}]}}""", 6)]
    [InlineData("""{"nodes":null}""", 0)]
    public void Lists_of_nodes_come_in_all_forms(string json, long totalMb) =>
        JsonSerializer.Deserialize(json, YarnJson.Default.NodesAnswer)!.Nodes.Sum(node => node.TotalMemoryMb)
            .Should().Be(totalMb);

    [Theory]
    [InlineData("""{"container":{"containerId":"c1","allocatedMB":"256","containerExitStatus":"-1000"}}""", 1)]
    [InlineData("""{"container":[{"allocatedMB":"256"},{"containerId":"c2","allocatedMB":256}]}""", 2)]
    [InlineData("""{}""", 0)]
    [InlineData("""{"container":null}""", 0)]
    [InlineData("""{"container":{}}""", 0)]
    public void Containers_come_in_the_mapped_convention(string json, int count)
    {
        var containers = JsonSerializer.Deserialize(json, YarnJson.Default.ContainersAnswer)!.Containers;

        containers.Should().HaveCount(count);
        containers.Sum(container => container.AllocatedMb).Should().Be(256 * count);
    }

    [Fact]
    public void Missing_members_are_empty_not_null()
    {
        var application = JsonSerializer.Deserialize("""{"app":{"id":"a"}}""", YarnJson.Default.ApplicationAnswer)!
            .Application;

        application.Diagnostics.Should().BeEmpty();
        application.State.Should().Be(YarnApplicationState.Unknown);
    }

    [Fact]
    public void An_application_is_read_with_all_that_matters()
    {
        const string json = """
            {"app":{"id":"application_1_0001","state":"NEW_SAVING","finalStatus":"UNDEFINED","progress":12.5,
            "startedTime":"1795414646467","runningContainers":-1,"unmanagedApplication":"true","priority":null,
            "amRPCAddress":"h:1","somethingNew":{"x":[1]}}}
            """;
        var application = JsonSerializer.Deserialize(json, YarnJson.Default.ApplicationAnswer)!.Application;

        application.Should().BeEquivalentTo(new
        {
            State = YarnApplicationState.NewSaving,
            FinalStatus = YarnFinalStatus.Undefined,
            Progress = 12.5,
            StartedTimeMs = 1795414646467,
            RunningContainers = -1,
            UnmanagedApplication = true,
            Priority = 0,
            AmRpcAddress = "h:1",
        });
    }

    [Theory]
    [InlineData("""{"entry":{"key":"FOO","value":"bar"}}""")]
    [InlineData("""{"entry":[{"key":"FOO","value":"bar"}]}""")]
    public void A_map_of_one_entry_is_an_object_or_an_array(string map)
    {
        var json = $$$"""{"environment":{{{map}}},"commands":{"command":"x"}}""";
        var spec = JsonSerializer.Deserialize(json, YarnJson.Default.ContainerSpec)!;

        spec.Environment.Should().Equal(new Dictionary<string, string> { ["FOO"] = "bar" });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"entry\":[]}")]
    public void An_empty_map_comes_in_all_forms(string map)
    {
        var json = $$$"""{"environment":{{{map}}},"commands":{"command":"x"}}""";

        JsonSerializer.Deserialize(json, YarnJson.Default.ContainerSpec)!.Environment.Should().BeEmpty();
    }

    [Fact]
    public void Commands_and_maps_are_written_as_the_rm_reads_them()
    {
        var json = JsonSerializer.Serialize(Samples.Context(), YarnJson.Default.SubmissionContext);

        using var document = JsonDocument.Parse(json);
        var container = document.RootElement.GetProperty("am-container-spec");
        container.GetProperty("commands").GetRawText().Should().Be("""{"command":"sleep 1"}""");
        container.GetProperty("environment").GetRawText().Should().Be("""{"entry":[{"key":"FOO","value":"bar"}]}""");
        container.GetProperty("local-resources").GetRawText().Should().Be(
            """{"entry":[{"key":"app","value":{"resource":"hdfs://nn:8020/a/app.tar.gz","type":"ARCHIVE" """.TrimEnd()
            + ""","visibility":"APPLICATION","size":12,"timestamp":34}}]}""");
        document.RootElement.GetProperty("application-tags").GetRawText().Should().Be("""{"tag":["a","b"]}""");
        document.RootElement.GetProperty("resource").GetRawText().Should().Be("""{"memory":128,"vCores":1}""");
        document.RootElement.TryGetProperty("app-node-label-expression", out _)
            .Should().BeFalse("the RM wants it absent");
    }

    [Fact]
    public void A_context_survives_writing_and_reading()
    {
        var context = Samples.Context();
        var json = JsonSerializer.Serialize(context, YarnJson.Default.SubmissionContext);

        JsonSerializer.Deserialize(json, YarnJson.Default.SubmissionContext).Should().BeEquivalentTo(context);
    }

    [Theory]
    [InlineData(Capacity, "root.a.b,root.c")]
    [InlineData(Fair, "root.default,root.users")]
    [InlineData(Fifo, "root.default")]
    public void The_queues_of_each_scheduler_are_found(string info, string leaves)
    {
        var json = $$$"""{"scheduler":{"schedulerInfo":{{{info}}}}}""";
        var scheduler = JsonSerializer.Deserialize(json, YarnJson.Default.SchedulerAnswer)!.ToScheduler();

        string.Join(',', scheduler.Leaves).Should().Be(leaves);
        scheduler.Find(leaves.Split(',')[0]["root.".Length..]).Should().NotBeNull();
        scheduler.Find("nosuch").Should().BeNull();
    }
}
