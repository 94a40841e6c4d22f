using System.IO.Compression;
using System.Text;
using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary>Application mode: <c>main()</c> runs in the ApplicationMaster.</summary>
public sealed class ApplicationModeTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    readonly string folder = $"/test-{Path.GetRandomFileName()}";

    [Theory]
    [InlineData("yarn-application", "FlinkYarn.TestPrograms")]
    [InlineData("yarn-per-job", "it's \"odd\" $(touch x) & größer ✓")]
    [Trait("Smoke", "yes")]
    public async Task Odd_names_and_arguments_arrive_byte_for_byte(string target, string applicationName)
    {
        const string name = "it's \"odd\" $(touch x) & größer ✓";
        string[] odd =
        [
            "two words", "'single' \"double\"", "$(id) `id` $HOME \\ %PATH%", "line\nend", "größe ✓ 日本", "",
            "-d",
        ];

        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", target, .. TestPrograms.Run("Echo", [name, $"hdfs://{folder}/echo", .. odd])]);

        result.ExitCode.Should().Be(0, result.Output);
        (await EndOfAsync(result.ApplicationId)).Should().Match<YarnApplication>(
            app => app.FinalStatus == "SUCCEEDED" && app.Name == applicationName);
        var lines = (await cluster.ReadFileAsync($"{folder}/echo/part-0")).Split('\n')[..^1];
        lines.Select(line => Encoding.UTF8.GetString(Convert.FromHexString(line)))
            .Should().Equal([name, $"hdfs://{folder}/echo", .. odd]);
        await StagingIsRemovedAsync(result.ApplicationId);
    }

    [Fact]
    public async Task A_main_that_throws_fails_the_application_with_its_words()
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["run-application", "-t", "yarn-application", .. TestPrograms.Run("Throwing")]);

        var report = await EndOfAsync(result.ApplicationId);
        report.FinalStatus.Should().Be("FAILED");
        report.Diagnostics.Should().Contain("no such table: orders");
        await StagingIsRemovedAsync(result.ApplicationId);
    }

    [Fact]
    public async Task A_program_that_lies_on_hdfs_as_an_archive_is_run()
    {
        var archive = Path.Combine(cluster.WorkFolder, "WordCount.zip");
        ZipFile.CreateFromDirectory(Path.Combine(FlinkYarnCommand.Home, "examples", "WordCount"), archive);
        await using (var content = File.OpenRead(archive))
        {
            await cluster.WriteFileAsync($"{folder}/WordCount.zip", content);
        }

        var result = await FlinkYarnCommand.RunAsync(
            cluster, "run", "-t", "yarn-application", $"hdfs://{folder}/WordCount.zip",
            "--output", $"hdfs://{folder}/counts");

        result.ExitCode.Should().Be(0, result.Output);
        (await EndOfAsync(result.ApplicationId)).FinalStatus.Should().Be("SUCCEEDED");
        (await cluster.ListAsync($"{folder}/counts")).Should().NotBeEmpty();
    }

    // The ApplicationMaster's last act, after YARN knows of the end.
    Task StagingIsRemovedAsync(string application) => Eventually.TrueAsync(
        async () => !(await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Contains(application),
        "staging is removed");

    async Task<YarnApplication> EndOfAsync(string application)
    {
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(application)).State is "FINISHED" or "FAILED" or "KILLED",
            $"{application} ends");
        return await cluster.GetApplicationAsync(application);
    }
}
