using System.Text;
using System.Text.Json;
using FlinkYarn.Benchmarks.Measuring;

namespace FlinkYarn.Benchmarks.Start;

/// <summary>A YARN of plain processes on this machine, as <c>docker-yarn-minicluster/up --process</c> leaves it.</summary>
sealed class YarnUnderTest(DirectoryInfo folder) : IDisposable
{
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    readonly HttpClient http = new();
    readonly IReadOnlyList<int> nodeManagers =
    [
        .. from line in File.ReadLines(Path.Combine(folder.FullName, "pids"))
           let fields = line.Split(' ')
           where fields[1].StartsWith("nodemanager", StringComparison.Ordinal)
           select int.Parse(fields[0]),
    ];

    public string ConfigurationFolder { get; } = Path.Combine(folder.FullName, "conf");

    Uri NameNode { get; } = Address(folder, "nameNode");

    Uri ResourceManager { get; } = Address(folder, "resourceManager");

    /// <summary>CPU seconds of all containers that have ended: those of the NodeManagers' children.</summary>
    public double ContainersCpuSeconds => nodeManagers.Sum(ProcessTable.ChildrenCpuSeconds);

    /// <summary>Bytes below a folder of HDFS; 0 when it is not there.</summary>
    public async Task<long> SizeAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(
            new Uri(NameNode, $"/webhdfs/v1{path}?op=GETCONTENTSUMMARY&user.name={Environment.UserName}"),
            cancellationToken);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return 0;
        }

        answer.EnsureSuccessStatusCode();
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        return body.RootElement.GetProperty("ContentSummary").GetProperty("length").GetInt64();
    }

    /// <summary>
    /// Waits until no container runs: their CPU time is counted only then, and the next run begins on a quiet cluster.
    /// </summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        using var period = new PeriodicTimer(LookAgain);
        do
        {
            using var answer = JsonDocument.Parse(await http.GetByteArrayAsync(
                new Uri(ResourceManager, "/ws/v1/cluster/metrics"), cancellationToken));
            if (answer.RootElement.GetProperty("clusterMetrics").GetProperty("containersAllocated").GetInt32() == 0)
            {
                return;
            }
        }
        while (await period.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Ends an application from outside.</summary>
    public async Task KillAsync(string applicationId, CancellationToken cancellationToken)
    {
        using var body = new StringContent("""{"state":"KILLED"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(
            new Uri(ResourceManager, $"/ws/v1/cluster/apps/{applicationId}/state?user.name={Environment.UserName}"),
            body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();

    static Uri Address(DirectoryInfo folder, string name)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "cluster.json")));
        return new Uri(file.RootElement.GetProperty(name).GetString()!);
    }
}
