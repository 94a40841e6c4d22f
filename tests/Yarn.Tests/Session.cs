using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests;

/// <summary>A session on the cluster under test, and commands that speak to it by its id.</summary>
sealed class Session(YarnCluster cluster, string id)
{
    public string Id => id;

    /// <summary>Starts one, detached; its note goes where no other test looks.</summary>
    public static async Task<Session> StartAsync(YarnCluster cluster, params string[] flags)
    {
        var folder = Directory.CreateDirectory(Path.Combine(cluster.WorkFolder, Path.GetRandomFileName()));
        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["yarn-session", "-d", $"-Dyarn.properties-file.location={folder.FullName}", .. flags]);
        result.ExitCode.Should().Be(0, result.Output);
        result.Output.Should().Contain("JobManager Web Interface: ");
        return new Session(cluster, result.ApplicationId);
    }

    public Task<CommandResult> RunAsync(string[] flags, string program, params string[] arguments) =>
        FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-session", $"-Dyarn.application.id={id}", .. flags,
                .. TestPrograms.Run(program, arguments),
            ]);

    /// <summary>What <c>list</c> prints.</summary>
    public async Task<string> ListAsync(params string[] flags)
    {
        var result = await FlinkYarnCommand.RunAsync(cluster, ["list", "-yid", id, .. flags]);
        result.ExitCode.Should().Be(0, result.Output);
        return result.Output;
    }

    /// <summary><c>echo stop | yarn-session -id ID</c>, by the launcher of that name.</summary>
    public Task<CommandResult> StopAsync() => FlinkYarnCommand.RunAsync(
        Path.Combine(FlinkYarnCommand.Home, "bin", "yarn-session"), cluster, cluster.WorkFolder,
        new Caller { Input = "stop\n" }, "-id", id);

    /// <summary>YARN's report, and nothing of the session on the cluster.</summary>
    public async Task MustBeGoneAsync()
    {
        var report = await cluster.GetApplicationAsync(id);
        report.Should().Match<YarnApplication>(app => app.State == "FINISHED" && app.FinalStatus == "SUCCEEDED");
        (await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Should().NotContain(id);
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(id)).RunningContainers <= 0,
            "all containers are given back");
    }
}
