using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Containers that take more memory than they have.</summary>
public sealed class MemoryTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Theory]
    [InlineData("touched", "exit status -104", "physical memory used", "taskmanager.memory.process.size")]
    [InlineData("reserved", "exit status -103", "virtual memory used", "yarn.nodemanager.vmem-pmem-ratio")]
    public async Task A_container_over_its_memory_is_told_with_the_numbers_and_the_key_to_raise(
        string kind, string status, string numbers, string key)
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-per-job", "-Dtaskmanager.memory.process.size=512m",
                .. TestPrograms.Run("Hungry", kind),
            ]);

        await Aftermath.MustHaveFailedAsync(cluster, result, status, numbers, $"Raise taskmanager.memory.", key);
        result.Output.Should().NotContain("PGRPID", "the list of processes says less than the line before it");
    }
}
