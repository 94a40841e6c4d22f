using FlinkYarn.Client.Commands;
using FlinkYarn.Client.Tests.Programs;
using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary><c>run -t local</c>: the program's own types in a cluster of this process.</summary>
public sealed class LocalTargetTests
{
    [Fact]
    public async Task A_published_program_runs_in_this_process()
    {
        using var scratch = new Scratch();
        var command = new CommandRun();
        var output = scratch.Path("numbers");

        var code = await command.RunAsync(
            HadoopEnvironment.OfProcess(), "run", "-t", "local", "-p", "2", SamplePrograms.Sample, "write-numbers",
            output);

        code.Should().Be(ExitCodes.Success, command.Everything);
        Directory.GetFiles(output).Should().HaveCount(2);
        Directory.GetFiles(output).SelectMany(File.ReadAllLines).Should().HaveCount(10)
            .And.Contain("Doubled { Number = 20 }");
    }
}
