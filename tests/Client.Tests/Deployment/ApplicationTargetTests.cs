using System.Text.Json;
using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary><c>run -t yarn-application</c>: the program goes to the cluster and is not run here.</summary>
public sealed class ApplicationTargetTests : IAsyncLifetime
{
    readonly CommandRun command = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData("run")]
    [InlineData("run-application")]
    public async Task The_program_is_called_there_with_its_arguments_as_they_were_typed(string verb)
    {
        ApplicationDescriptor descriptor = null!;
        cluster.Launch = async (it, application) =>
        {
            descriptor = JsonSerializer.Deserialize(
                it.NameNode.Read($"{FakeCluster.Home}/.flinkyarn/{application.Id}/application.json"),
                ApplicationDescriptorJson.Default.ApplicationDescriptor)!;
            await it.RegisterAsync(application);
        };
        string[] odd = ["throw", "two words", "'\"$(x)`", "line\nend", "größe ✓", "", "-p"];

        var code = await command.RunAsync(
            cluster.Environment,
            [verb, "-t", "yarn-application", "-c", "FlinkYarn.Client.Tests.Fixtures.SampleProgram.Program",
                "-a", "first", SamplePrograms.Sample, .. odd]);

        code.Should().Be(0, command.Everything);
        descriptor.Mode.Should().Be(DeploymentMode.Application);
        descriptor.Call!.EntryType.Should().Be("FlinkYarn.Client.Tests.Fixtures.SampleProgram.Program");
        descriptor.Call.Arguments.Should().Equal(["first", .. odd]);
        descriptor.Programs.Should().ContainSingle().Which.EntryAssembly.Should().Be("SampleProgram.dll");
        var application = cluster.Yarn.Applications.Single();
        application.Submission.GetProperty("application-name").GetString().Should().Be("SampleProgram");
        application.Resources.Should().NotContainKey("job.graph")
            .And.ContainKey($"programs/{descriptor.Programs[0].Sha256}");
        application.State.Should().Be("RUNNING", "the client does not wait for the end");
    }

    [Fact]
    public async Task A_dry_run_does_not_run_the_program()
    {
        var code = await command.RunAsync(
            cluster.Environment, "run", "-t", "yarn-application", "--dry-run", SamplePrograms.Sample, "throw");

        code.Should().Be(0, command.Everything);
        command.Output.Should().Contain("to be uploaded, sha256 ").And.NotContain("the program's own words");
        cluster.Yarn.Applications.Should().BeEmpty();
        cluster.NameNode.Paths.Should().BeEmpty();
    }
}
