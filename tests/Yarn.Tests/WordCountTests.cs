using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary>The main path: WordCount per-job over HDFS, watched from outside.</summary>
public sealed class WordCountTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    static readonly string WordCount = Path.Combine(FlinkYarnCommand.Home, "examples", "WordCount", "WordCount.dll");

    [Fact]
    [Trait("Smoke", "yes")]
    public async Task Word_count_over_two_nodes_counts_right_and_leaves_nothing_behind()
    {
        var text = new GeneratedText();
        var local = Path.Combine(cluster.WorkFolder, "words.txt");
        text.Write(local, 200L << 20, seed: 42);
        var folder = $"/test-{Path.GetRandomFileName()}";
        await using (var content = File.OpenRead(local))
        {
            await cluster.WriteFileAsync($"{folder}/in/words.txt", content);
        }

        // More than half of a node each, so that the two TaskManagers must be on two nodes.
        var result = await FlinkYarnCommand.RunAsync(
            cluster, "run", "-t", "yarn-per-job", "-p", "4", "-Dtaskmanager.numberOfTaskSlots=2",
            "-Dtaskmanager.memory.process.size=2304m", WordCount,
            "--input", $"hdfs://{folder}/in", "--output", $"hdfs://{folder}/out");

        result.ExitCode.Should().Be(0, result.Output);
        (await CountsAsync($"{folder}/out")).Should().Equal(text.Counts);
        var report = await cluster.GetApplicationAsync(result.ApplicationId);
        report.Should().Match<YarnApplication>(app => app.State == "FINISHED" && app.FinalStatus == "SUCCEEDED");
        (await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Should().NotContain(result.ApplicationId);
        await Eventually.TrueAsync(
            async () => await cluster.CountContainersAsync() == 0, "all containers are given back");
    }

    [Fact]
    public async Task The_logs_of_all_processes_are_aggregated()
    {
        var result = await FlinkYarnCommand.RunAsync(cluster, "run", "-t", "yarn-per-job", WordCount);

        result.ExitCode.Should().Be(0, result.Output);
        string[] expected =
        [
            "jobmanager.log", "jobmanager.out", "jobmanager.err",
            "taskmanager.log", "taskmanager.out", "taskmanager.err",
            "Registered with YARN as", "Registered as container_",
        ];
        await Eventually.TrueAsync(
            async () => await cluster.ReadLogsAsync(result.ApplicationId) is var logs
                && expected.All(part => logs.Contains(part, StringComparison.Ordinal)),
            $"the logs on HDFS hold {string.Join(", ", expected)}");
    }

    [Fact]
    public async Task The_second_submit_of_a_program_uploads_nothing()
    {
        await FlinkYarnCommand.RunAsync(cluster, "run", "-t", "yarn-per-job", WordCount);
        var cache = $"/user/{YarnCluster.User}/.flinkyarn/cache";
        var before = await cluster.SizeAsync(cache);

        var second = await FlinkYarnCommand.RunAsync(cluster, "run", "-t", "yarn-per-job", WordCount);

        second.ExitCode.Should().Be(0, second.Output);
        second.Output.Should().Contain("already there").And.NotContain("MB/s");
        (await cluster.SizeAsync(cache)).Should().Be(before);
    }

    async Task<Dictionary<string, long>> CountsAsync(string folder)
    {
        var counts = new Dictionary<string, long>();
        foreach (var part in await cluster.ListAsync(folder))
        {
            foreach (var line in (await cluster.ReadFileAsync($"{folder}/{part}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = line.Split(' ');
                counts.Add(fields[0], long.Parse(fields[1]));
            }
        }

        return counts;
    }
}
