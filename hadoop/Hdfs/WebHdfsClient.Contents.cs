using System.Globalization;
using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <content>The contents of files: the two-step operations.</content>
public sealed partial class WebHdfsClient
{
    /// <summary>
    /// Writes a file from a stream and returns its status as of its closing. Overwriting from a stream that can be
    /// rewound is repeated when the connection breaks; otherwise the break is thrown, since a file that must not be
    /// overwritten may by then be ours or another's.
    /// </summary>
    /// <exception cref="HdfsFileAlreadyExistsException">It is there, and overwriting was not asked for.</exception>
    public async Task<HdfsFileStatus> CreateAsync(
        string path, Stream content, HdfsCreateOptions? create = null, CancellationToken cancellationToken = default)
    {
        create ??= new HdfsCreateOptions();
        if (create.Overwrite && content.CanSeek)
        {
            var start = content.Position;
            await calls.CallAsync(
                async (api, token) =>
                {
                    content.Position = start;
                    var location = await LocateCreateAsync(api, path, create, token).ConfigureAwait(false);
                    await dataNodes.SendAsync(HttpMethod.Put, location, content, create.Progress, token)
                        .ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
        }
        else
        {
            // Only the DataNode's answer decides; asking first spares sending what would be refused.
            if (!create.Overwrite && await FindStatusAsync(path, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw new HdfsFileAlreadyExistsException(
                    $"{path} is there already.", HttpStatusCode.Conflict, new RemoteError(null, "found by its status"));
            }

            await SendOnceAsync(path, content, create, cancellationToken).ConfigureAwait(false);
        }

        // Not before: the time changes when the file is closed, and YARN compares it exactly.
        return await GetStatusAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Uploads a local file.</summary>
    public async Task<HdfsFileStatus> UploadAsync(
        string localPath, string path, HdfsCreateOptions? create = null, CancellationToken cancellationToken = default)
    {
        var file = new FileStream(localPath, new FileStreamOptions
        {
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            BufferSize = 0,
        });
        await using (file.ConfigureAwait(false))
        {
            return await CreateAsync(path, file, create, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Opens a file for writing. The file is complete when DisposeAsync has returned; failures of the upload are thrown
    /// by the writing or there. It is never repeated.
    /// </summary>
    public Stream OpenWrite(string path, HdfsCreateOptions? create = null)
    {
        HdfsPath.RequireAbsolute(path);
        return new HdfsWriteStream((content, token) => SendOnceAsync(path, content, create ?? new(), token));
    }

    /// <summary>Appends a stream to a file. Never repeated: a second try could append twice.</summary>
    public async Task AppendAsync(
        string path, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var encoded = HdfsPath.Encode(path);
        var location = await calls.CallAsync(
            async (api, token) =>
            {
                using var response = await api.AppendAsync(encoded, token).ConfigureAwait(false);
                return await DataNodeClient.LocationAsync(response, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await dataNodes.SendAsync(HttpMethod.Post, location, content, progress, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Reads a file, or a part of it; a connection that breaks is taken up again where it broke.</summary>
    /// <exception cref="EndOfStreamException">The file ends before the offset.</exception>
    public Task<Stream> OpenReadAsync(
        string path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var end = length is { } count ? offset + count : (long?)null;
        return HdfsReadStream.OpenAsync(
            offset, (position, token) => OpenAtAsync(path, position, end - position, token), options,
                cancellationToken);
    }

    /// <summary>Copies a file, or a part of it, into a stream.</summary>
    public async Task DownloadAsync(
        string path, Stream target, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        var source = await OpenReadAsync(path, offset, length, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task SendOnceAsync(
        string path, Stream content, HdfsCreateOptions create, CancellationToken cancellationToken)
    {
        var location = await calls.CallAsync(
            (api, token) => LocateCreateAsync(api, path, create, token), cancellationToken).ConfigureAwait(false);
        await dataNodes.SendAsync(HttpMethod.Put, location, content, create.Progress, cancellationToken)
            .ConfigureAwait(false);
    }

    static async Task<Uri> LocateCreateAsync(
        IWebHdfsApi api, string path, HdfsCreateOptions create, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, string> { ["overwrite"] = create.Overwrite ? "true" : "false" };
        if (create.Permission is not null)
        {
            parameters["permission"] = create.Permission;
        }

        if (create.Replication is { } replication)
        {
            parameters["replication"] = replication.ToString(CultureInfo.InvariantCulture);
        }

        if (create.BlockSize is { } blockSize)
        {
            parameters["blocksize"] = blockSize.ToString(CultureInfo.InvariantCulture);
        }

        using var response = await api.CreateAsync(HdfsPath.Encode(path), parameters, cancellationToken)
            .ConfigureAwait(false);
        return await DataNodeClient.LocationAsync(response, cancellationToken).ConfigureAwait(false);
    }

    async Task<HttpResponseMessage> OpenAtAsync(
        string path, long offset, long? length, CancellationToken cancellationToken)
    {
        var encoded = HdfsPath.Encode(path);
        var silent = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            return await calls.CallAsync(
                (api, token) => OpenOnceAsync(api, encoded, OpenParameters(offset, length), silent, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (HadoopHttpException refused) when (
            refused.Error.Message.Contains("out of the range", StringComparison.Ordinal))
        {
            throw new EndOfStreamException($"{path} ends before byte {offset}: {refused.Error.Message}", refused);
        }
    }

    static Dictionary<string, string> OpenParameters(long offset, long? length)
    {
        var parameters = new Dictionary<string, string>
        {
            ["offset"] = offset.ToString(CultureInfo.InvariantCulture),
        };
        if (length is { } count)
        {
            parameters["length"] = count.ToString(CultureInfo.InvariantCulture);
        }

        return parameters;
    }

    async Task<HttpResponseMessage> OpenOnceAsync(
        IWebHdfsApi api, string encoded, Dictionary<string, string> parameters, HashSet<string> silent,
        CancellationToken cancellationToken)
    {
        if (silent.Count > 0)
        {
            parameters["excludedatanodes"] = string.Join(',', silent);
        }

        Uri location;
        try
        {
            location = await LocateOpenAsync(api, encoded, parameters, cancellationToken).ConfigureAwait(false);
        }
        catch (HadoopHttpException refused) when (silent.Count > 0 && refused.Status == HttpStatusCode.Forbidden)
        {
            // Nobody is left: all get another chance.
            silent.Clear();
            parameters.Remove("excludedatanodes");
            location = await LocateOpenAsync(api, encoded, parameters, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await dataNodes.OpenAsync(location, cancellationToken).ConfigureAwait(false);
        }
        catch (HadoopConnectionException)
        {
            // The NameNode notices a dead DataNode only minutes later, and would name it again.
            silent.Add(location.Host);
            throw;
        }
    }

    static async Task<Uri> LocateOpenAsync(
        IWebHdfsApi api, string encoded, Dictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        using var response = await api.OpenAsync(encoded, parameters, cancellationToken).ConfigureAwait(false);
        return await DataNodeClient.LocationAsync(response, cancellationToken).ConfigureAwait(false);
    }
}
