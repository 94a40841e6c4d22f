using System.Runtime.CompilerServices;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Http;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>
/// HDFS over WebHDFS: paths are absolute, whichever NameNode of a nameservice is active. Transient failures are retried
/// within the budget of the options; contents are streamed, never held. Safe to share between threads.
/// </summary>
public sealed partial class WebHdfsClient : IDisposable
{
    readonly HttpMessageHandler transport;
    readonly DataNodeClient dataNodes;
    readonly ResilientCalls<IWebHdfsApi> calls;
    readonly HadoopClientOptions options;

    public WebHdfsClient(
        Uri fileSystem, IReadOnlyList<Uri> nameNodes, IHadoopAuthentication authentication,
        HadoopClientOptions? options = null)
    {
        FileSystem = fileSystem;
        this.options = options ?? new HadoopClientOptions();
        transport = new HadoopHttpHandler(authentication, this.options);
        dataNodes = new DataNodeClient(this.options);
        calls = new ResilientCalls<IWebHdfsApi>(
            new ServerGroup<IWebHdfsApi>(nameNodes, address => RefitClient.Of<IWebHdfsApi>(
                transport, address, HdfsJson.Default, HdfsErrors.Map)), this.options.Retry, this.options.Time,
            this.options.LoggerFactory.CreateLogger<WebHdfsClient>());
    }

    /// <summary>The file system's address as YARN's nodes know it, such as hdfs://namenode:8020.</summary>
    public Uri FileSystem { get; }

    /// <summary>A client of the configuration's default file system, or of another that it knows.</summary>
    public static WebHdfsClient Connect(
        HadoopConfiguration configuration, IHadoopAuthentication authentication, Uri? fileSystem = null,
        HadoopClientOptions? options = null)
    {
        var addresses = new HdfsAddresses(configuration);
        var address = fileSystem is { Authority.Length: > 0 } ? fileSystem : addresses.DefaultFileSystem;
        return new WebHdfsClient(address, addresses.NameNodes(address), authentication, options);
    }

    /// <summary>A path as a full address, encoded as YARN's local resources need it.</summary>
    public string AddressOf(string path) => HdfsPath.ToAddress(FileSystem, path);

    public Task<HdfsFileStatus> GetStatusAsync(string path, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return calls.CallAsync(
            async (api, token) => (await api.GetStatusAsync(encoded, token).ConfigureAwait(false)).Status,
            cancellationToken);
    }

    /// <summary>The status, or null where nothing is.</summary>
    public async Task<HdfsFileStatus?> FindStatusAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetStatusAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (HdfsFileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Asks whether the caller may do something to what is there; an exception says no.</summary>
    /// <param name="path">The file or directory.</param>
    /// <param name="actions">Three letters of rwx, each or a hyphen, such as -wx.</param>
    public Task CheckAccessAsync(string path, string actions, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return calls.CallAsync((api, token) => api.CheckAccessAsync(encoded, actions, token), cancellationToken);
    }

    /// <summary>What is in a directory, in the order of the names, a page at a time; a file lists itself.</summary>
    public async IAsyncEnumerable<HdfsFileStatus> ListAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        string? startAfter = null;
        bool hasMore;
        do
        {
            var page = await PageAsync(encoded, startAfter, cancellationToken).ConfigureAwait(false);
            var files = page.PartialListing.Statuses.Files ?? [];
            foreach (var file in files)
            {
                yield return file;
            }

            hasMore = page.RemainingEntries > 0 && files.Count > 0;
            startAfter = hasMore ? files[^1].PathSuffix : null;
        }
        while (hasMore);
    }

    /// <summary>Makes a directory and those above it; one that is there is left as it is.</summary>
    /// <param name="permission">In octal digits; 755 if not given.</param>
    public async Task MakeDirectoriesAsync(
        string path, string? permission = null, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        var answer = await calls.CallAsync(
            (api, token) => api.MakeDirectoriesAsync(encoded, permission, token), cancellationToken)
                .ConfigureAwait(false);
        if (!answer.Value)
        {
            throw new IOException($"HDFS did not make the directory {path} and does not say why.");
        }
    }

    /// <summary>Deletes; false if there was nothing.</summary>
    public async Task<bool> DeleteAsync(
        string path, bool recursive = false, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        var (isDeleted, wasRepeated) = await RepeatKnowinglyAsync(
            async (api, token) => (await api.DeleteAsync(encoded, recursive ? "true" : "false", token)
                .ConfigureAwait(false)).Value,
            cancellationToken).ConfigureAwait(false);

        // After a lost answer "nothing there" is what a deletion that has worked looks like.
        return isDeleted || wasRepeated;
    }

    /// <summary>Renames; false if the source is missing or the target is there. Atomic.</summary>
    public async Task<bool> RenameAsync(string source, string target, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(source);
        HdfsPath.RequireAbsolute(target);
        var (isRenamed, wasRepeated) = await RepeatKnowinglyAsync(
            async (api, token) => (await api.RenameAsync(encoded, target, token).ConfigureAwait(false)).Value,
            cancellationToken).ConfigureAwait(false);
        return isRenamed
            || (wasRepeated && await HasMovedAsync(source, target, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Renames over a target that may be there: readers see the old file or the new one. Atomic.</summary>
    public async Task RenameOverAsync(string source, string target, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(source);
        HdfsPath.RequireAbsolute(target);
        var wasLost = false;
        try
        {
            await calls.CallAsync(
                async (api, token) =>
                {
                    try
                    {
                        await api.RenameOverAsync(encoded, target, token).ConfigureAwait(false);
                    }
                    catch (IOException failure) when (ResilientCalls<IWebHdfsApi>.IsOutcomeUnknown(failure))
                    {
                        wasLost = true;
                        throw;
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (HdfsFileNotFoundException) when (wasLost)
        {
            if (!await HasMovedAsync(source, target, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
    }

    /// <param name="path">The file or directory.</param>
    /// <param name="permission">In octal digits, such as 700.</param>
    public Task SetPermissionAsync(string path, string permission, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return calls.CallAsync((api, token) => api.SetPermissionAsync(encoded, permission, token), cancellationToken);
    }

    /// <summary>Sets times in milliseconds; −1 keeps one.</summary>
    public Task SetTimesAsync(
        string path, long modificationTimeMs, long accessTimeMs = -1, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return calls.CallAsync(
            (api, token) => api.SetTimesAsync(encoded, modificationTimeMs, accessTimeMs, token), cancellationToken);
    }

    /// <summary>Sets how many copies a file has; false for a directory.</summary>
    public async Task<bool> SetReplicationAsync(
        string path, int replication, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return (await calls.CallAsync(
            (api, token) => api.SetReplicationAsync(encoded, replication, token), cancellationToken)
            .ConfigureAwait(false)).Value;
    }

    public async Task<HdfsContentSummary> GetContentSummaryAsync(
        string path, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        return (await calls.CallAsync((api, token) => api.GetContentSummaryAsync(encoded, token), cancellationToken)
            .ConfigureAwait(false)).Summary;
    }

    /// <summary>The user's own directory, which need not be there.</summary>
    public async Task<string> GetHomeDirectoryAsync(CancellationToken cancellationToken = default) =>
        (await calls.CallAsync((api, token) => api.GetHomeDirectoryAsync(token), cancellationToken)
            .ConfigureAwait(false)).Path;

    /// <summary>Which hosts have which part of a file. Servers before 3.3 are asked the older question.</summary>
    public async Task<IReadOnlyList<HdfsBlockLocation>> GetBlockLocationsAsync(
        string path, long offset = 0, long length = long.MaxValue, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        try
        {
            return (await calls.CallAsync(
                (api, token) => api.GetBlockLocationsAsync(encoded, offset, length, token), cancellationToken)
                .ConfigureAwait(false)).Locations.Blocks ?? [];
        }
        catch (HdfsUnsupportedException)
        {
            return (await calls.CallAsync(
                (api, token) => api.GetLocatedBlocksAsync(encoded, offset, length, token), cancellationToken)
                .ConfigureAwait(false)).ToLocations();
        }
    }

    /// <summary>A delegation token in its URL form; null in SIMPLE clusters, which have none.</summary>
    public async Task<string?> GetDelegationTokenAsync(string renewer, CancellationToken cancellationToken = default) =>
        (await calls.CallAsync((api, token) => api.GetDelegationTokenAsync(renewer, token), cancellationToken)
            .ConfigureAwait(false)).Token?.UrlString;

    public void Dispose()
    {
        dataNodes.Dispose();
        transport.Dispose();
    }

    async Task<ListingPageAnswer.Page> PageAsync(
        string encoded, string? startAfter, CancellationToken cancellationToken)
    {
        try
        {
            return (await calls.CallAsync(
                (api, token) => api.ListPageAsync(encoded, startAfter, token), cancellationToken)
                .ConfigureAwait(false)).Listing;
        }
        catch (HdfsUnsupportedException)
        {
            var whole = await calls.CallAsync((api, token) => api.ListAsync(encoded, token), cancellationToken)
                .ConfigureAwait(false);
            return new ListingPageAnswer.Page(whole, 0);
        }
    }

    async Task<(bool Result, bool WasRepeated)> RepeatKnowinglyAsync(
        Func<IWebHdfsApi, CancellationToken, Task<bool>> call, CancellationToken cancellationToken)
    {
        var wasLost = false;
        var result = await calls.CallAsync(
            async (api, token) =>
            {
                try
                {
                    return await call(api, token).ConfigureAwait(false);
                }
                catch (IOException failure) when (ResilientCalls<IWebHdfsApi>.IsOutcomeUnknown(failure))
                {
                    wasLost = true;
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
        return (result, wasLost);
    }

    async Task<bool> HasMovedAsync(string source, string target, CancellationToken cancellationToken) =>
        await FindStatusAsync(source, cancellationToken).ConfigureAwait(false) is null
        && await FindStatusAsync(target, cancellationToken).ConfigureAwait(false) is not null;
}
