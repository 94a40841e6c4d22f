using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>What is true after every fault: the cause is told to everybody who asks, and nothing is left.</summary>
static class Aftermath
{
    /// <summary>The client, YARN's diagnostics and the log have the same cause; nothing of the application lives.</summary>
    public static async Task MustHaveFailedAsync(
        this YarnCluster cluster, CommandResult result, params string[] cause)
    {
        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().ContainAll(cause);
        var report = await cluster.GetApplicationAsync(result.ApplicationId);
        report.FinalStatus.Should().Be("FAILED", result.Output);
        report.Diagnostics.Should().ContainAll(cause);
        await cluster.MustBeGoneAsync(result.ApplicationId);
        await cluster.MustBeLoggedAsync(result.ApplicationId, cause);
    }

    /// <summary>No staging, no container, no process.</summary>
    public static async Task MustBeGoneAsync(this YarnCluster cluster, string application)
    {
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(application)).State is "FINISHED" or "FAILED" or "KILLED",
            $"{application} ends");
        await Eventually.TrueAsync(
            async () => !(await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Contains(application),
            "staging is removed");
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(application)).RunningContainers <= 0,
            "all containers are given back");
        await Eventually.TrueAsync(
            () => Task.FromResult(ContainerProcess.Of(application).Count == 0), "no process is left");
    }

    /// <summary>The aggregated logs say it.</summary>
    public static Task MustBeLoggedAsync(this YarnCluster cluster, string application, params string[] words) =>
        Eventually.TrueAsync(
            async () => await cluster.ReadLogsAsync(application) is var logs
                && words.All(part => logs.Contains(part, StringComparison.Ordinal)),
            $"the logs of {application} hold {string.Join(", ", words)}");
}
