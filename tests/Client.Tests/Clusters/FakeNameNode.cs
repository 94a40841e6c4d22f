using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>WebHDFS over a dictionary: NameNode and DataNode in one.</summary>
sealed class FakeNameNode(FakeCluster cluster)
{
    readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    long written;
    long clock = 1_700_000_000_000;

    /// <summary>Bytes of all uploads.</summary>
    public long Written => written;

    public IEnumerable<string> Paths => entries.Keys.Order(StringComparer.Ordinal);

    public byte[] Read(string path) => entries[path].Content!;

    public string ModeOf(string path) => entries[path].Permission;

    public void AddFolder(string path, DateTimeOffset time) =>
        entries[path] = new Entry(null, "700", time.ToUnixTimeMilliseconds());

    public void AddFile(string path, byte[] content) => entries[path] = new Entry(content, "600", Tick());

    public void Delete(string path)
    {
        foreach (var found in entries.Keys.Where(
            key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal)))
        {
            entries.TryRemove(found, out _);
        }
    }

    public void Map(WebApplication app)
    {
        app.Map("/webhdfs/v1/{**path}", HandleAsync);
        app.MapPut("/data/{**path}", StoreAsync);
        app.MapGet("/data/{**path}", (string path) => Results.Bytes(entries["/" + path].Content!));
    }

    Task<IResult> HandleAsync(HttpContext context, string? path)
    {
        var (file, query) = ("/" + path, context.Request.Query);
        var operation = query["op"].ToString();
        if (cluster.IsRefused($"{operation} {file}"))
        {
            return Task.FromResult(Error(403, "AccessControlException", $"Permission denied: {operation} {file}"));
        }

        return Task.FromResult(operation switch
        {
            "GETHOMEDIRECTORY" => FakeCluster.Json(new { Path = FakeCluster.Home }),
            "MKDIRS" => MakeFolder(file, query["permission"].ToString()),
            "GETFILESTATUS" => entries.TryGetValue(file, out var entry)
                ? FakeCluster.Json(new { FileStatus = entry.Status("") })
                : NotFound(file),
            "CHECKACCESS" => entries.ContainsKey(file) || file == "/" ? Results.Ok() : NotFound(file),
            "OPEN" => entries.TryGetValue(file, out var opened) && opened.Content is not null
                ? FakeCluster.Json(new { Location = $"http://{context.Request.Host}/data{Encode(file)}" })
                : NotFound(file),
            "LISTSTATUS_BATCH" => List(file),
            "CREATE" => FakeCluster.Json(new
            {
                Location = $"http://{context.Request.Host}/data{Encode(file)}?permission={query["permission"]}",
            }),
            "DELETE" => Remove(file),
            "RENAME" => Rename(file, query["destination"].ToString()),
            _ => Error(400, "IllegalArgumentException", $"No operation {operation}."),
        });
    }

    async Task<IResult> StoreAsync(HttpContext context, string path)
    {
        if (cluster.IsRefused($"WRITE /{path}"))
        {
            return Error(403, "AccessControlException", $"Permission denied: WRITE /{path}");
        }

        using var content = new MemoryStream();
        await context.Request.Body.CopyToAsync(content);
        Interlocked.Add(ref written, content.Length);
        entries["/" + path] = new Entry(content.ToArray(), context.Request.Query["permission"].ToString(), Tick());
        return Results.StatusCode(201);
    }

    IResult MakeFolder(string path, string permission)
    {
        entries.TryAdd(path, new Entry(null, permission, Tick()));
        return FakeCluster.Json(new { boolean = true });
    }

    IResult Remove(string path)
    {
        var isThere = entries.ContainsKey(path);
        Delete(path);
        return FakeCluster.Json(new { boolean = isThere });
    }

    IResult Rename(string path, string target)
    {
        if (!entries.TryGetValue(path, out var entry) || !entries.TryAdd(target, entry))
        {
            return FakeCluster.Json(new { boolean = false });
        }

        entries.TryRemove(path, out _);
        return FakeCluster.Json(new { boolean = true });
    }

    IResult List(string path) => entries.ContainsKey(path)
        ? FakeCluster.Json(new
        {
            DirectoryListing = new
            {
                partialListing = new { FileStatuses = new { FileStatus = Children(path).ToArray() } },
                remainingEntries = 0,
            },
        })
        : NotFound(path);

    IEnumerable<object> Children(string path) =>
        from pair in entries
        where pair.Key.StartsWith(path + "/", StringComparison.Ordinal) && !pair.Key[(path.Length + 1)..].Contains('/')
        orderby pair.Key
        select pair.Value.Status(pair.Key[(path.Length + 1)..]);

    long Tick() => Interlocked.Increment(ref clock);

    static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    static IResult NotFound(string path) => Error(404, "FileNotFoundException", $"File does not exist: {path}");

    static IResult Error(int status, string exception, string message) => FakeCluster.Json(
        new { RemoteException = new { exception, javaClassName = "org.apache." + exception, message } }, status);

    sealed record Entry(byte[]? Content, string Permission, long Time)
    {
        public object Status(string name) => new
        {
            pathSuffix = name,
            type = Content is null ? "DIRECTORY" : "FILE",
            length = Content?.Length ?? 0,
            modificationTime = Time,
            permission = Permission.ToString(CultureInfo.InvariantCulture),
            blockSize = 134217728,
            replication = 1,
        };
    }
}
