using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>Containers that take more memory than they have.</summary>
[Trait("Cluster", "embedded")]
public sealed class MemoryTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    // A heap reserves twice its size of addresses, and then virtual memory would be over its limit first, always.
    static readonly string[] SmallHeap =
    [
        "-Dcontainerized.taskmanager.env.DOTNET_GCHeapHardLimit=0x10000000",
        "-Dcontainerized.taskmanager.env.DOTNET_GCRegionRange=0x20000000",
    ];

    [Theory]
    [InlineData("touched", "exit status -104", "physical memory used", "taskmanager.memory.process.size")]
    [InlineData("reserved", "exit status -103", "virtual memory used", "yarn.nodemanager.vmem-pmem-ratio")]
    public async Task A_container_over_its_memory_is_told_with_the_numbers_and_the_key_to_raise(
        string kind, string status, string numbers, string key)
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", "yarn-per-job", .. SmallHeap, .. TestPrograms.Run("Hungry", kind)]);

        await Aftermath.MustHaveFailedAsync(cluster, result, status, numbers, $"Raise taskmanager.memory.", key);
        result.Output.Should().NotContain("PGRPID", "the list of processes says less than the line before it");
    }
}
