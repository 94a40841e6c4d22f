using System.Text.RegularExpressions;
using FlinkYarn.Benchmarks.Measuring;
using FlinkYarn.Benchmarks.Results;
using FlinkYarn.Benchmarks.Start;

namespace FlinkYarn.Benchmarks.Peer;

/// <summary>The rows of <see cref="StartBenchmark"/> that Flink has, too, by the same measures.</summary>
sealed partial class PeerStartBenchmark(PeerFlink flink, int runs)
{
    const double Megabyte = 1e6;
    const string Staging = "/user";

    /// <summary>The rows with the peer's figures in them.</summary>
    public async Task<IReadOnlyList<Row>> AddToAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        var peers = new Dictionary<string, double>();
        await PerJobAsync(peers, cancellationToken);
        await SessionAsync(peers, cancellationToken);
        return [.. rows.Select(row => peers.TryGetValue(row.Name, out var peer) ? row with { Peer = peer } : row)];
    }

    async Task PerJobAsync(Dictionary<string, double> peers, CancellationToken cancellationToken)
    {
        var (walls, cpus, clients) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            await flink.Yarn.QuietAsync(cancellationToken);
            var before = flink.Yarn.ContainersCpuSeconds;
            var result = await flink.RunJobAsync(["-t", "yarn-per-job"], cancellationToken);
            await flink.Yarn.QuietAsync(cancellationToken);
            walls.Add(result.Wall.TotalSeconds);
            cpus.Add(result.Cpu.TotalSeconds + flink.Yarn.ContainersCpuSeconds - before);
            clients.Add(result.PeakResidentMb);
        }

        peers[StartRows.PerJobWall] = Median.Of(walls);
        peers[StartRows.PerJobCpu] = Median.Of(cpus);
        peers[StartRows.ClientMemory] = Median.Of(clients);
    }

    async Task SessionAsync(Dictionary<string, double> peers, CancellationToken cancellationToken)
    {
        await flink.Yarn.QuietAsync(cancellationToken);
        var before = await flink.Yarn.SizeAsync(Staging, cancellationToken);
        var session = await flink.StartSessionAsync(cancellationToken);
        // What a session uploads it uploads again for every application.
        var uploaded = (await flink.Yarn.SizeAsync(Staging, cancellationToken) - before) / Megabyte;
        var id = ApplicationId().Match(session.Output).Value;
        string[] target = ["-t", "yarn-session", $"-Dyarn.application.id={id}"];
        var first = await flink.RunJobAsync(target, cancellationToken);
        var warm = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            warm.Add((await flink.RunJobAsync(target, cancellationToken)).Wall.TotalSeconds);
        }

        peers[StartRows.SessionUp] = session.Wall.TotalSeconds;
        peers[StartRows.FirstJob] = first.Wall.TotalSeconds;
        peers[StartRows.WarmSubmit] = Median.Of(warm);
        peers[StartRows.MasterMemory] = ResidentMb(id, "YarnSessionClusterEntrypoint");
        peers[StartRows.WorkerMemory] = ResidentMb(id, "YarnTaskExecutorRunner");
        peers[StartRows.FirstUpload] = uploaded;
        peers[StartRows.SecondUpload] = uploaded;
        await flink.Yarn.KillAsync(id, cancellationToken);
    }

    static double ResidentMb(string id, string entry) => ProcessTable.OfApplication(id)
        .Where(process => process.Command.Contains("java", StringComparison.Ordinal)
            && !process.Command.Contains("bash", StringComparison.Ordinal)
            && process.Command.Contains(entry, StringComparison.Ordinal))
        .Select(process => ProcessTable.ResidentMb(process.Id))
        .First() ?? throw new InvalidOperationException($"The {entry} of {id} has ended.");

    [GeneratedRegex(@"application_\d+_\d+")]
    private static partial Regex ApplicationId();
}
