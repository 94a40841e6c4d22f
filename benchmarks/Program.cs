using System.CommandLine;
using FlinkYarn.Benchmarks.Peer;
using FlinkYarn.Benchmarks.Results;
using FlinkYarn.Benchmarks.Start;

// It takes half a minute each.
const int MostPeerRuns = 3;

var peer = new Option<DirectoryInfo?>("--peer") { Description = "Folder of Apache Flink, measured in the same call." };
var peerCluster = new Option<DirectoryInfo?>("--peer-cluster") { Description = "Folder of the YARN that it uses." };
var peerClassPath = new Option<string?>("--peer-class-path") { Description = "Hadoop's class path." };
var json = new Option<FileInfo?>("--json") { Description = "Write the rows to this file, too." };
var runs = new Option<int>("--runs")
{
    Description = "Runs of which the median counts.", DefaultValueFactory = _ => 10,
};
var jobs = new Option<int>("--jobs")
{
    Description = "Short jobs through one session.", DefaultValueFactory = _ => 1000,
};
var cluster = new Option<DirectoryInfo>("--cluster") { Required = true, Description = "Folder of the YARN to use." };
var home = new Option<DirectoryInfo>("--home") { Required = true, Description = "The distribution's folder." };
var results = new Option<FileInfo>("--results") { Required = true, Description = "The page to write." };

var start = new Command("start", "How long a start takes and what it costs.")
{
    peer, peerCluster, peerClassPath, json, runs, jobs, cluster, home, results,
};
start.SetAction(async (parsed, cancellationToken) =>
{
    var count = parsed.GetValue(runs);
    using var yarn = new YarnUnderTest(parsed.GetRequiredValue(cluster));
    var rows = await new StartBenchmark(yarn, parsed.GetRequiredValue(home), count, parsed.GetValue(jobs))
        .RunAsync(cancellationToken);
    var command = "./bench start";
    if (parsed.GetValue(peer) is { } folder)
    {
        using var peers = new YarnUnderTest(parsed.GetRequiredValue(peerCluster)!);
        var flink = new PeerFlink(folder, peers, parsed.GetRequiredValue(peerClassPath)!);
        rows = await new PeerStartBenchmark(flink, Math.Min(count, MostPeerRuns)).AddToAsync(rows, cancellationToken);
        command += " --peer";
    }

    var report = new Report("Start", command, rows);
    report.WriteTo(Console.Out);
    await report.WritePageAsync(parsed.GetRequiredValue(results), cancellationToken);
    if (parsed.GetValue(json) is { } file)
    {
        await report.WriteJsonAsync(file, cancellationToken);
    }

    return 0;
});
return await new RootCommand("FlinkYarn's benchmarks: figures as ratios, measured in one run.") { start }
    .Parse(args).InvokeAsync();
