using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace FlinkYarn.Yarn.Tests.Clusters;

/// <summary>
/// The cluster under test, whichever it is, seen through YARN's and HDFS's own REST interfaces. Made once a run from
/// the environment; a missing cluster is a failure that names the command.
/// </summary>
public sealed class YarnCluster : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = true, UseCookies = false });
    readonly ClusterFile file;

    public YarnCluster()
    {
        var folder = Environment.GetEnvironmentVariable("FLINKYARN_TEST_CLUSTER_DIR")
            ?? throw new InvalidOperationException(
                "No cluster to test: run ./test mini, ./test docker or ./test process.");
        Folder = folder;
        file = JsonSerializer.Deserialize<ClusterFile>(
            File.ReadAllText(Path.Combine(folder, "cluster.json")), JsonSerializerOptions.Web)!;
        WorkFolder = Directory.CreateDirectory(Path.Combine(folder, "tests", Path.GetRandomFileName())).FullName;
    }

    /// <summary>mini, docker or process.</summary>
    public string Kind => file.Kind;

    /// <summary>Where its files are.</summary>
    public string Folder { get; }

    public Uri NameNode => new(file.NameNode);

    public string HadoopConfDir => file.HadoopConfDir;

    /// <summary>Local scratch of this run.</summary>
    public string WorkFolder { get; }

    /// <summary>The user that everything here is done as.</summary>
    public static string User => Environment.UserName;

    /// <summary>YARN's report of an application.</summary>
    public async Task<YarnApplication> GetApplicationAsync(string id)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm($"apps/{id}"), JsonSerializerOptions.Web);
        return answer.GetProperty("app").Deserialize<YarnApplication>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Applications that are not over.</summary>
    public async Task<IReadOnlyList<YarnApplication>> ListLiveApplicationsAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(
            Rm("apps?states=NEW,NEW_SAVING,SUBMITTED,ACCEPTED,RUNNING"), JsonSerializerOptions.Web);
        return answer.GetProperty("apps").TryGetProperty("app", out var list)
            ? list.Deserialize<List<YarnApplication>>(JsonSerializerOptions.Web)!
            : [];
    }

    /// <summary>Containers on all nodes, by YARN's own count.</summary>
    public async Task<int> CountContainersAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm("metrics"), JsonSerializerOptions.Web);
        return answer.GetProperty("clusterMetrics").GetProperty("containersAllocated").GetInt32();
    }

    /// <summary>Nodes that YARN counts on.</summary>
    public async Task<int> CountNodesAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm("metrics"), JsonSerializerOptions.Web);
        return answer.GetProperty("clusterMetrics").GetProperty("activeNodes").GetInt32();
    }

    /// <summary>Ids of all nodes, host:port, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<string>> ListNodesAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm("nodes"), JsonSerializerOptions.Web);
        return [.. from node in answer.GetProperty("nodes").GetProperty("node").EnumerateArray()
                   let id = node.GetProperty("id").GetString()!
                   orderby id
                   select id];
    }

    /// <summary>When the ResourceManager was started.</summary>
    public async Task<DateTimeOffset> StartedAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm("info"), JsonSerializerOptions.Web);
        return DateTimeOffset.FromUnixTimeMilliseconds(
            answer.GetProperty("clusterInfo").GetProperty("startedOn").GetInt64());
    }

    /// <summary>Whether the ResourceManager answers.</summary>
    public async Task<bool> IsUpAsync()
    {
        try
        {
            using var answer = await http.GetAsync(Rm("info"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task KillAsync(string application)
    {
        using var answer = await http.PutAsJsonAsync(
            Rm($"apps/{application}/state?user.name={User}"), new { state = "KILLED" });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Uploads in WebHDFS's two steps.</summary>
    public async Task WriteFileAsync(string path, Stream content)
    {
        using var where = await http.PutAsync(Hdfs(path, "CREATE&overwrite=true&noredirect=true"), null);
        where.EnsureSuccessStatusCode();
        var location = (await where.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("Location").GetString();
        using var body = new StreamContent(content);
        body.Headers.ContentType = new("application/octet-stream");
        using var answer = await http.PutAsync(location, body);
        answer.EnsureSuccessStatusCode();
    }

    public Task<string> ReadFileAsync(string path) => http.GetStringAsync(Hdfs(path, "OPEN"));

    /// <summary>
    /// What all nodes have aggregated of an application's logs, as it lies on HDFS, byte by letter. A node writes
    /// a file "node.tmp" and renames it when it is whole.
    /// </summary>
    public async Task<string> ReadLogsAsync(string application)
    {
        var bucket = int.Parse(application[(application.LastIndexOf('_') + 1)..]) % 10_000;
        var folder = $"/app-logs/{User}/bucket-logs-tfile/{bucket:D4}/{application}";
        var text = "";
        foreach (var file in (await ListAsync(folder)).Where(name => !name.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            text += Encoding.Latin1.GetString(await http.GetByteArrayAsync(Hdfs($"{folder}/{file}", "OPEN")));
        }

        return text;
    }

    /// <summary>Names in a folder; empty when it is not there.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string path)
    {
        using var answer = await http.GetAsync(Hdfs(path, "LISTSTATUS"));
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        answer.EnsureSuccessStatusCode();
        return [.. from entry in (await answer.Content.ReadFromJsonAsync<JsonElement>())
                       .GetProperty("FileStatuses").GetProperty("FileStatus").EnumerateArray()
                   select entry.GetProperty("pathSuffix").GetString()];
    }

    /// <summary>Makes a file or folder as old as said.</summary>
    public async Task SetTimeAsync(string path, DateTimeOffset time)
    {
        using var answer = await http.PutAsync(
            Hdfs(path, $"SETTIMES&modificationtime={time.ToUnixTimeMilliseconds()}&accesstime=-1"), null);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Bytes below a folder.</summary>
    public async Task<long> SizeAsync(string path)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Hdfs(path, "GETCONTENTSUMMARY"));
        return answer.GetProperty("ContentSummary").GetProperty("length").GetInt64();
    }

    public void Dispose() => http.Dispose();

    Uri Rm(string path) => new(new Uri(file.ResourceManager), $"/ws/v1/cluster/{path}");

    Uri Hdfs(string path, string operation) =>
        new(new Uri(file.NameNode), $"/webhdfs/v1{path}?user.name={User}&op={operation}");

    sealed record ClusterFile(string Kind, string ResourceManager, string NameNode, string HadoopConfDir);
}

/// <summary>What YARN says of an application.</summary>
public sealed record YarnApplication(
    string Id, string Name, string User, string State, string FinalStatus, string Diagnostics, int RunningContainers);
