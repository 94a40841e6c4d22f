using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>What must be so after every fault: one cause, told everywhere, and nothing left.</summary>
static class Aftermath
{
    /// <summary>The client, YARN and the log tell the same words, and nothing of the application is left.</summary>
    public static async Task MustHaveFailedAsync(YarnCluster cluster, CommandResult result, params string[] words)
    {
        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().ContainAll(words);
        var report = await EndOfAsync(cluster, result.ApplicationId);
        report.FinalStatus.Should().Be("FAILED");
        report.Diagnostics.Should().ContainAll(words);
        await MustBeNothingLeftAsync(cluster, result.ApplicationId);
        await Eventually.TrueAsync(
            async () =>
            {
                var logs = await cluster.ReadLogsAsync(result.ApplicationId);
                return words.All(word => logs.Contains(word, StringComparison.Ordinal));
            }, $"the logs of {result.ApplicationId} say {string.Join(" and ", words)}");
    }

    public static async Task<YarnApplication> EndOfAsync(YarnCluster cluster, string application)
    {
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(application)).State is "FINISHED" or "FAILED" or "KILLED",
            $"{application} ends");
        return await cluster.GetApplicationAsync(application);
    }

    /// <summary>No container by YARN's count, no process by the kernel's, no staging.</summary>
    public static async Task MustBeNothingLeftAsync(YarnCluster cluster, string application)
    {
        await Eventually.TrueAsync(
            async () => (await cluster.GetApplicationAsync(application)).RunningContainers <= 0,
            $"all containers of {application} are given back");
        await Eventually.TrueAsync(
            () => Task.FromResult(ContainerProcess.Of(application).Count == 0), $"no process of {application} is left");
        await Eventually.TrueAsync(
            async () => !(await cluster.ListAsync($"/user/{YarnCluster.User}/.flinkyarn")).Contains(application),
            $"staging of {application} is removed");
    }
}
