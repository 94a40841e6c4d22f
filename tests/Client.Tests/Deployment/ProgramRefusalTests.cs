using System.Buffers.Binary;
using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary>Programs that cannot be run are refused in every mode, before anything is submitted.</summary>
public sealed class ProgramRefusalTests : IAsyncLifetime
{
    const int Arm64 = 0xAA64;

    readonly CommandRun command = new();
    readonly Scratch scratch = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return cluster.DisposeAsync();
    }

    [Theory]
    [InlineData("yarn-per-job")]
    [InlineData("yarn-application")]
    [InlineData("yarn-session")]
    public async Task What_is_no_assembly_is_refused(string target)
    {
        var file = scratch.Write("program.dll", "#!/bin/sh");

        await RefusedAsync(target, $"{file.FullName} is not a .NET assembly", file.FullName);
    }

    [Fact]
    public Task An_assembly_without_an_entry_point_is_refused() => RefusedAsync(
        "yarn-application", "FlinkYarn.Api.dll has no entry point: is it a library?",
        Path.Combine(Path.GetDirectoryName(SamplePrograms.Sample)!, "FlinkYarn.Api.dll"));

    [Fact]
    public Task An_unknown_entry_type_is_refused_with_the_nearest() => RefusedAsync(
        "yarn-per-job", "Did you mean FlinkYarn.Client.Tests.Fixtures.SampleProgram.SampleJob?",
        "-c", "FlinkYarn.Client.Tests.Fixtures.SampleProgram.SampelJob", SamplePrograms.Sample);

    [Fact]
    public async Task An_assembly_of_another_processor_is_refused()
    {
        var bytes = await File.ReadAllBytesAsync(SamplePrograms.Sample, TestContext.Current.CancellationToken);
        var header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(0x3C));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(header + 4), Arm64);
        var file = scratch.Path("SampleProgram.dll");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);

        await RefusedAsync("yarn-per-job", "SampleProgram.dll is built for Arm64; the nodes run linux-x64", file);
    }

    [Theory]
    [InlineData("hdfs:///programs/none.zip", "There is no program hdfs:///programs/none.zip")]
    [InlineData("hdfs:///programs/program.dll", "is an archive of a publish folder")]
    public Task A_program_that_is_not_on_hdfs_is_refused(string path, string answer) =>
        RefusedAsync("yarn-application", answer, path);

    [Fact]
    public Task No_program_at_all_is_refused() => RefusedAsync("yarn-application", "There is no program. Give a");

    // With another mistake, for all come in one answer.
    async Task RefusedAsync(string target, string answer, params string[] words)
    {
        var code = await command.RunAsync(cluster.Environment, ["run", "-t", target, "-p", "-1", .. words]);

        code.Should().Be(2, command.Everything);
        command.Error.Should().Contain(answer).And.Contain("'-1' (-p)");
        cluster.Yarn.Applications.Should().BeEmpty();
        cluster.NameNode.Paths.Should().BeEmpty();
    }
}
