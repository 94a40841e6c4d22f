using System.Diagnostics;
using System.Globalization;

namespace FlinkYarn.Yarn.Tests.Clusters;

/// <summary>Breaks the cluster under test, and mends it.</summary>
/// <param name="kind">mini, docker or process.</param>
/// <param name="folder">The cluster's, whose file "env" says which engine its containers are of.</param>
/// <param name="address">
/// Where the embedded cluster takes orders, or the name that Docker's containers begin with.
/// </param>
sealed class ClusterFaults(string kind, string folder, string address, HttpClient http)
{
    /// <param name="id">YARN's, host:port.</param>
    /// <returns>The number by which it is started again.</returns>
    public async Task<int> StopNodeAsync(string id)
    {
        if (kind == "mini")
        {
            return int.Parse(await PostAsync($"nodes/{id}/stop"), CultureInfo.InvariantCulture);
        }

        RequireDocker("node");
        // Addresses of workers in containers end in .11, .12, …
        var number = int.Parse(id[(id.LastIndexOf('.') + 1)..id.LastIndexOf(':')], CultureInfo.InvariantCulture) - 10;
        await DockerAsync("kill", $"worker{number}");
        return number;
    }

    public Task StartNodeAsync(int number) => kind == "mini"
        ? PostAsync($"nodes/{number}/start")
        : DockerAsync("start", $"worker{number}");

    /// <summary>It is killed and comes back; what it has written down is known to it.</summary>
    public Task RestartResourceManagerAsync() => kind == "mini"
        ? PostAsync("resourcemanager/restart")
        : DockerAsync("restart", "resourcemanager");

    public Task StopNameNodeAsync() => kind == "mini"
        ? PostAsync("namenode/stop")
        : DockerAsync("pause", "namenode");

    public Task StartNameNodeAsync() => kind == "mini"
        ? PostAsync("namenode/start")
        : DockerAsync("unpause", "namenode");

    void RequireDocker(string what) =>
        Assert.SkipUnless(kind == "docker", $"A cluster of plain processes has no switch for its {what}.");

    async Task<string> PostAsync(string fault)
    {
        using var answer = await http.PostAsync(new Uri(new Uri(address), fault), null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    async Task DockerAsync(string verb, string container)
    {
        RequireDocker(container);
        using var docker = Process.Start(
            "bash", ["-c", ". \"$0/env\"; exec docker \"$1\" \"$2\"", folder, verb, $"{address}-{container}"]);
        await docker.WaitForExitAsync();
        docker.ExitCode.Should().Be(0, $"docker {verb} {address}-{container}");
    }
}
