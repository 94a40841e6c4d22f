using System.Diagnostics;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Tests.Cluster;

public sealed class LeftoversTests
{
    [Fact]
    public async Task Processes_of_a_killed_cluster_are_found_by_their_environment_and_killed_and_no_others()
    {
        var folder = Directory.CreateTempSubdirectory("leftovers").FullName;
        using var ours = Sleep($"{folder}/nodes/node1/local");
        using var other = Sleep($"{folder}-other/nodes/node1/local");
        try
        {
            Leftovers.Kill(folder).Should().Be(1);

            await ours.WaitForExitAsync(TestContext.Current.CancellationToken);
            ours.ExitCode.Should().Be(137);
            other.HasExited.Should().BeFalse();
        }
        finally
        {
            other.Kill();
            Directory.Delete(folder, recursive: true);
        }
    }

    static Process Sleep(string localFolders)
    {
        var start = new ProcessStartInfo("/bin/sleep", "300");
        start.Environment["LOCAL_DIRS"] = localFolders;
        return Process.Start(start)!;
    }
}
