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
    readonly string folder;

    public YarnCluster()
    {
        folder = Environment.GetEnvironmentVariable("FLINKYARN_TEST_CLUSTER_DIR")
            ?? throw new InvalidOperationException(
                "No cluster to test: run ./test mini, ./test docker or ./test process.");
        file = JsonSerializer.Deserialize<ClusterFile>(
            File.ReadAllText(Path.Combine(folder, "cluster.json")), JsonSerializerOptions.Web)!;
        WorkFolder = Directory.CreateDirectory(Path.Combine(folder, "tests", Path.GetRandomFileName())).FullName;
    }

    /// <summary>mini, docker or process.</summary>
    public string Kind => file.Kind;

    public string HadoopConfDir => file.HadoopConfDir;

    /// <summary>Local scratch of this run.</summary>
    public string WorkFolder { get; }

    /// <summary>The user that everything here is done as.</summary>
    public static string User => Environment.UserName;

    /// <summary>What can go wrong with the cluster itself.</summary>
    internal ClusterFaults Faults => new(Kind, folder, file.Faults, http);

    /// <summary>YARN's report of an application.</summary>
    public async Task<YarnApplication> GetApplicationAsync(string id)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Rm($"apps/{id}"), JsonSerializerOptions.Web);
        return answer.GetProperty("app").Deserialize<YarnApplication>(JsonSerializerOptions.Web)!;
    }

    /// <summary>The same; null when YARN does not know it.</summary>
    public async Task<YarnApplication?> FindApplicationAsync(string id)
    {
        try
        {
            return await GetApplicationAsync(id);
        }
        catch (HttpRequestException unknown) when (unknown.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>What YARN's web proxy shows of a running application.</summary>
    public Task<string> ReadPageAsync(string id) => http.GetStringAsync(new Uri(Rm(""), $"/proxy/{id}/"));

    /// <summary>A node that the ApplicationMaster's container is not on.</summary>
    public async Task<string> NodeWithoutMasterAsync(string application)
    {
        var attempts = await http.GetFromJsonAsync<JsonElement>(
            Rm($"apps/{application}/appattempts"), JsonSerializerOptions.Web);
        var master = attempts.GetProperty("appAttempts").GetProperty("appAttempt")[0].GetProperty("nodeId").GetString();
        var nodes = await http.GetFromJsonAsync<JsonElement>(Rm("nodes"), JsonSerializerOptions.Web);
        return nodes.GetProperty("nodes").GetProperty("node").EnumerateArray()
            .Select(node => node.GetProperty("id").GetString()!).First(id => id != master);
    }

    /// <summary>Where a container of an application runs now; by the end of the container's id.</summary>
    public async Task<string> NodeOfAsync(string application, string container)
    {
        var attempt = application.Replace("application", "appattempt", StringComparison.Ordinal) + "_000001";
        var answer = await http.GetFromJsonAsync<JsonElement>(
            Rm($"apps/{application}/appattempts/{attempt}/containers"), JsonSerializerOptions.Web);
        // One container is no array.
        var found = answer.GetProperty("container") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : new[] { answer.GetProperty("container") }.AsEnumerable();
        return found.Single(one => one.GetProperty("containerId").GetString()!.EndsWith(container))
            .GetProperty("nodeId").GetString()!;
    }

    /// <summary>Ids of the nodes that run.</summary>
    public async Task<IReadOnlyList<string>> ListNodesAsync()
    {
        var nodes = await http.GetFromJsonAsync<JsonElement>(Rm("nodes?states=RUNNING"), JsonSerializerOptions.Web);
        return
        [
            .. from node in nodes.GetProperty("nodes").GetProperty("node").EnumerateArray()
               select node.GetProperty("id").GetString(),
        ];
    }

    /// <summary>Gives a node a label, or with an empty one takes it away.</summary>
    public async Task LabelAsync(string node, string label)
    {
        using var added = await http.PostAsJsonAsync(
            Rm($"add-node-labels?user.name={User}"),
            new { nodeLabelInfo = new[] { new { name = "fast", exclusivity = true } } });
        added.EnsureSuccessStatusCode();
        using var replaced = await http.PostAsync(
            Rm($"nodes/{node}/replace-labels?labels={label}&user.name={User}"), null);
        replaced.EnsureSuccessStatusCode();
    }

    /// <summary>How much of a resource type is in use on all nodes.</summary>
    public async Task<long> CountUsedAsync(string resourceType)
    {
        var nodes = await http.GetFromJsonAsync<JsonElement>(Rm("nodes?states=RUNNING"), JsonSerializerOptions.Web);
        return nodes.GetProperty("nodes").GetProperty("node").EnumerateArray().Sum(node => node
            .GetProperty("usedResource").GetProperty("resourceInformations").GetProperty("resourceInformation")
            .EnumerateArray().Where(type => type.GetProperty("name").GetString() == resourceType)
            .Sum(type => type.GetProperty("value").GetInt64()));
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

    public async Task KillAsync(string application) =>
        (await KillAsync(application, User)).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Accepted);

    /// <summary>Asks for it as somebody; YARN's answer.</summary>
    public async Task<HttpStatusCode> KillAsync(string application, string user)
    {
        using var answer = await http.PutAsJsonAsync(
            Rm($"apps/{application}/state?user.name={user}"), new { state = "KILLED" });
        return answer.StatusCode;
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

    /// <summary>Bytes below a folder.</summary>
    public async Task<long> SizeAsync(string path)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>(Hdfs(path, "GETCONTENTSUMMARY"));
        return answer.GetProperty("ContentSummary").GetProperty("length").GetInt64();
    }

    public void Dispose() => http.Dispose();

    // With access lists in force YARN shows strangers neither containers nor times of an application.
    Uri Rm(string path) => new(
        new Uri(file.ResourceManager),
        path.Contains("user.name=", StringComparison.Ordinal) ? $"/ws/v1/cluster/{path}"
            : $"/ws/v1/cluster/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}user.name={User}");

    Uri Hdfs(string path, string operation) =>
        new(new Uri(file.NameNode), $"/webhdfs/v1{path}?user.name={User}&op={operation}");

    sealed record ClusterFile(
        string Kind, string ResourceManager, string NameNode, string HadoopConfDir, string Faults = "");
}

/// <summary>What YARN says of an application.</summary>
public sealed record YarnApplication(
    string Id, string Name, string User, string State, string FinalStatus, string Diagnostics, int RunningContainers)
{
    public int Priority { get; init; }

    public string ApplicationType { get; init; } = "";

    public string ApplicationTags { get; init; } = "";

    public string Queue { get; init; } = "";
}
