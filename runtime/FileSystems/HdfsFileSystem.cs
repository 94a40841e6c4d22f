using System.Collections.Concurrent;
using System.Net;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Runtime.FileSystems;

/// <summary>
/// HDFS by WebHDFS, with a client for each authority that paths name; <c>hdfs:///path</c> is on the default one.
/// </summary>
/// <param name="connect">Makes the client of an authority; null asks for the default file system.</param>
sealed class HdfsFileSystem(Func<Uri?, WebHdfsClient> connect) : IFileSystem, IDisposable
{
    public const string SchemeName = "hdfs";

    readonly ConcurrentDictionary<string, Lazy<WebHdfsClient>> clients = new(StringComparer.Ordinal);

    public string Scheme => SchemeName;

    /// <summary>
    /// The part between <c>//</c> and <c>/</c> as it was written; names of nameservices keep their case.
    /// </summary>
    public static string AuthorityOf(Uri path)
    {
        var text = path.OriginalString;
        var start = text.IndexOf("://", StringComparison.Ordinal) is var colon and >= 0 ? colon + 3 : text.Length;
        var end = text.IndexOf('/', start);
        return end < 0 ? text[start..] : text[start..end];
    }

    /// <summary>The user's own folder on a file system; null for the default one.</summary>
    public async Task<Uri> GetHomeAsync(Uri? fileSystem, CancellationToken cancellationToken)
    {
        var client = ClientOf(fileSystem);
        return Address(client, await client.GetHomeDirectoryAsync(cancellationToken));
    }

    public async Task<FileStatus?> GetStatusAsync(Uri path, CancellationToken cancellationToken)
    {
        var client = ClientOf(path);
        return await client.FindStatusAsync(PathOf(path), cancellationToken) is { } status
            ? Convert(client, PathOf(path), status)
            : null;
    }

    /// <summary>
    /// Why the user could not make a folder with entries there, which need not exist yet; null when it can be done.
    /// </summary>
    public async Task<string?> WhyNotWritableAsync(Uri directory, CancellationToken cancellationToken)
    {
        var client = ClientOf(directory);
        for (var path = directory; ; path = path.Parent())
        {
            try
            {
                await client.CheckAccessAsync(PathOf(path), "-wx", cancellationToken);
                return null;
            }
            catch (HdfsFileNotFoundException) when (PathOf(path) != "/")
            {
                // Made by the one who writes below it; the folder above decides.
            }
            catch (HadoopHttpException refusal) when (refusal.Status == HttpStatusCode.Forbidden)
            {
                return refusal.Error.Message;
            }
        }
    }

    public async Task<IReadOnlyList<FileStatus>> ListAsync(Uri directory, CancellationToken cancellationToken)
    {
        var client = ClientOf(directory);
        var path = PathOf(directory);
        var entries = new List<FileStatus>();
        try
        {
            await foreach (var entry in client.ListAsync(path, cancellationToken))
            {
                // A file lists itself, without a name.
                entries.Add(entry.PathSuffix.Length > 0
                    ? Convert(client, $"{path.TrimEnd('/')}/{entry.PathSuffix}", entry)
                    : throw new DirectoryNotFoundException($"{directory} is a file, not a folder."));
            }
        }
        catch (HdfsFileNotFoundException missing)
        {
            throw new DirectoryNotFoundException($"There is no folder {directory}.", missing);
        }

        return entries;
    }

    public Task<Stream> OpenReadAsync(Uri path, long offset, long? length, CancellationToken cancellationToken) =>
        ClientOf(path).OpenReadAsync(PathOf(path), offset, length, cancellationToken);

    public Task<Stream> CreateAsync(Uri path, FileCreation creation, CancellationToken cancellationToken) =>
        Task.FromResult(ClientOf(path).OpenWrite(PathOf(path), new HdfsCreateOptions
        {
            Overwrite = creation.Overwrite,
            Permission = Octal(creation.Mode),
            Replication = creation.Replication,
        }));

    public async Task<bool> RenameAsync(Uri source, Uri target, CancellationToken cancellationToken)
    {
        var client = ClientOf(source);
        if (!ReferenceEquals(client, ClientOf(target)))
        {
            throw new IOException($"{source} cannot be renamed to {target}: they are on two file systems.");
        }

        // HDFS moves a source into a target that is a folder; here a target that is there means no.
        return await client.FindStatusAsync(PathOf(target), cancellationToken) is null
            && await client.RenameAsync(PathOf(source), PathOf(target), cancellationToken);
    }

    public Task<bool> DeleteAsync(Uri path, bool recursive, CancellationToken cancellationToken) =>
        ClientOf(path).DeleteAsync(PathOf(path), recursive, cancellationToken);

    public Task CreateDirectoryAsync(Uri directory, UnixFileMode mode, CancellationToken cancellationToken) =>
        ClientOf(directory).MakeDirectoriesAsync(PathOf(directory), Octal(mode), cancellationToken);

    public void Dispose()
    {
        foreach (var client in clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    WebHdfsClient ClientOf(Uri? path)
    {
        var authority = path is null ? "" : AuthorityOf(path);
        return clients.GetOrAdd(authority, name =>
            new(() => connect(name.Length == 0 ? null : new Uri($"{SchemeName}://{name}")))).Value;
    }

    static string PathOf(Uri path) => path.DecodedPath is { Length: > 1 } text ? text.TrimEnd('/') : "/";

    static FileStatus Convert(WebHdfsClient client, string path, HdfsFileStatus status) => new(
        Address(client, path), status.IsDirectory, status.Length, status.BlockSize,
        DateTimeOffset.FromUnixTimeMilliseconds(status.ModificationTimeMs),
        (UnixFileMode)System.Convert.ToInt32(status.Permission, 8));

    static Uri Address(WebHdfsClient client, string path) => new(client.AddressOf(path));

    static string Octal(UnixFileMode mode) => System.Convert.ToString((int)mode, 8);
}
