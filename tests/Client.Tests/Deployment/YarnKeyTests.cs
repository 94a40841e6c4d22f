using System.Text.Json;
using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary>Every <c>yarn.*</c> key of an application, as it arrives in the submission.</summary>
public sealed class YarnKeyTests : IAsyncLifetime
{
    readonly CommandRun command = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData("yarn.application.name=orders", "application-name", "\"orders\"")]
    [InlineData("yarn.application.type=Orders", "application-type", "\"Orders\"")]
    [InlineData("yarn.application.queue=short", "queue", "\"short\"")]
    [InlineData("yarn.application.priority=4", "priority", "4")]
    [InlineData("yarn.application.node-label=fast", "app-node-label-expression", "\"fast\"")]
    [InlineData("yarn.tags= a, ,b", "application-tags", "{\"tag\":[\"a\",\"b\"]}")]
    [InlineData("yarn.application-attempts=3", "max-app-attempts", "3")]
    [InlineData(
        "yarn.application-attempt-failures-validity-interval=60000", "attempt-failures-validity-interval", "60000")]
    [InlineData("yarn.appmaster.vcores=2", "resource", "{\"memory\":512,\"vCores\":2}")]
    [InlineData(
        "yarn.rolled-logs.include-pattern=.*[.]log[.].*", "log-aggregation-context",
        "{\"rolled-log-include-pattern\":\".*[.]log[.].*\"}")]
    [InlineData(
        "yarn.rolled-logs.exclude-pattern=gc.*", "log-aggregation-context",
        "{\"rolled-log-exclude-pattern\":\"gc.*\"}")]
    public async Task A_key_arrives_in_its_field(string setting, string field, string value)
    {
        var submission = await SubmitAsync(setting);

        JsonSerializer.Serialize(submission.GetProperty(field)).Should().Be(value);
    }

    [Fact]
    public async Task Without_a_key_yarn_decides()
    {
        var submission = await SubmitAsync("parallelism.default=1");

        submission.TryGetProperty("priority", out _).Should().BeFalse();
        submission.TryGetProperty("app-node-label-expression", out _).Should().BeFalse();
        submission.TryGetProperty("log-aggregation-context", out _).Should().BeFalse();
        submission.GetProperty("max-app-attempts").GetInt32().Should().Be(1);
        submission.GetProperty("attempt-failures-validity-interval").GetInt64().Should().Be(-1);
        Acls(submission).Should().BeEmpty();
    }

    [Fact]
    public async Task Acls_are_the_containers()
    {
        var submission = await SubmitAsync("yarn.view.acls=alice,bob ops", "yarn.modify.acls=*");

        Acls(submission).Should().BeEquivalentTo(
            new Dictionary<string, string> { ["VIEW_APP"] = "alice,bob ops", ["MODIFY_APP"] = "*" });
    }

    [Fact]
    public async Task What_the_cluster_would_lower_is_said()
    {
        await SubmitAsync("yarn.application-attempts=9", "yarn.application.priority=9");

        command.Error.Should().Contain("starts an ApplicationMaster 3 times at most")
            .And.Contain("the cluster's highest is 5");
    }

    [Theory]
    [InlineData("yarn.io/fpga", "1", "the cluster has no resource type 'yarn.io/fpga'")]
    [InlineData("yarn.io/gpu", "5", "5 of 'yarn.io/gpu' are more than the 4 of the largest container")]
    [InlineData("yarn.io/gpu", "-1", "'-1' is not a whole number of at least 1")]
    public async Task An_external_resource_that_cannot_be_had_is_refused(string type, string amount, string answer)
    {
        var code = await RunAsync(
            "external-resources=x", $"external-resource.x.amount={amount}",
            $"external-resource.x.yarn.config-key={type}");

        code.Should().Be(2, command.Everything);
        command.Error.Should().Contain(answer);
        cluster.Yarn.Applications.Should().BeEmpty();
    }

    async Task<JsonElement> SubmitAsync(params string[] settings)
    {
        (await RunAsync(settings)).Should().Be(0, command.Everything);
        return cluster.Yarn.Applications.Should().ContainSingle().Subject.Submission;
    }

    static Dictionary<string, string> Acls(JsonElement submission) => submission
        .GetProperty("am-container-spec").GetProperty("application-acls").GetProperty("entry").EnumerateArray()
        .ToDictionary(acl => acl.GetProperty("key").GetString()!, acl => acl.GetProperty("value").GetString()!);

    Task<int> RunAsync(params string[] settings) => command.RunAsync(
        cluster.Environment,
        [
            "run", "-t", "yarn-per-job", .. settings.SelectMany(setting => new[] { "-D", setting }),
            SamplePrograms.Sample,
        ]);
}
