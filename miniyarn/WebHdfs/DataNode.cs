using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// Step 2 of WebHDFS: the bytes (datanode WebHdfsHandler). Whether a file may be created is decided here, not in step
/// 1.
/// </summary>
internal sealed class DataNode(CommandLoop loop, HdfsFolder folder)
{
    const int BufferSize = 128 * 1024;

    public void Map(WebApplication application)
    {
        application.UseRemoteFailures();
        application.Map(WebHdfsRequest.Prefix + "/{**path}", HandleAsync);
    }

    Task HandleAsync(HttpContext context)
    {
        var request = new WebHdfsRequest(context);
        return (context.Request.Method, request.Operation) switch
        {
            ("PUT", "CREATE") => CreateAsync(context, request),
            ("POST", "APPEND") => AppendAsync(context, request),
            ("GET", "OPEN") => OpenAsync(context, request),
            ("GET", "GETFILECHECKSUM") => ChecksumAsync(context, request),
            _ => throw request.UnknownOperation(),
        };
    }

    async Task CreateAsync(HttpContext context, WebHdfsRequest request)
    {
        var wanted = new FileMetadata
        {
            Owner = request.User,
            Permission = request.Permission("644"),
            Replication = (int)Math.Clamp(request.Number("replication", 1), 1, 512),
            BlockSize = request.Number("blocksize", FileMetadata.DefaultBlockSize),
        };
        if (wanted.BlockSize <= 0 || wanted.BlockSize % 512 != 0)
        {
            throw HdfsFailure.BadParameter($"blocksize {wanted.BlockSize} is not a positive multiple of 512");
        }

        var file = await loop.AskAsync(() => folder.Create(request.Path, wanted, request.Flag("overwrite", false)));
        await ReceiveAsync(context, request, file);
        context.Response.StatusCode = 201;
        context.Response.Headers.Location =
            $"hdfs://{request.Text("namenoderpcaddress")}/"
                + string.Join('/', request.Path.Names.Select(Uri.EscapeDataString));
        context.Response.ContentLength = 0;
    }

    async Task AppendAsync(HttpContext context, WebHdfsRequest request)
    {
        await ReceiveAsync(context, request, await loop.AskAsync(() => folder.Append(request.Path)));
        context.Response.ContentLength = 0;
    }

    /// <summary>
    /// The file is closed, and its modification time set, before the answer; also when the client broke off.
    /// </summary>
    async Task ReceiveAsync(HttpContext context, WebHdfsRequest request, FileStream file)
    {
        try
        {
            await using (file)
            {
                await context.Request.Body.CopyToAsync(file, BufferSize, context.RequestAborted);
            }
        }
        finally
        {
            await loop.AskAsync(() => folder.Close(request.Path));
        }
    }

    async Task OpenAsync(HttpContext context, WebHdfsRequest request)
    {
        await using var file = await loop.AskAsync(() => folder.OpenRead(request.Path));
        var offset = request.Number("offset", 0);
        if (offset < 0 || (offset >= file.Length && file.Length > 0))
        {
            throw HdfsFailure.Io($"Offset={offset} out of the range [0, {file.Length}); OPEN, path={request.Path}");
        }

        var length = Math.Min(Math.Max(0, request.Number("length", long.MaxValue)), file.Length - offset);
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = length;
        context.Response.Headers.Connection = "close";
        file.Position = offset;
        var buffer = new byte[BufferSize];
        while (length > 0)
        {
            var count = await file.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(length, buffer.Length)), context.RequestAborted);
            if (count == 0)
            {
                throw new EndOfStreamException($"{request.Path} became shorter while it was read.");
            }

            await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
            length -= count;
        }
    }

    async Task ChecksumAsync(HttpContext context, WebHdfsRequest request)
    {
        var blockSize = await loop.AskAsync(() => folder.Status(request.Path).Metadata.BlockSize);
        await using var file = await loop.AskAsync(() => folder.OpenRead(request.Path));
        var checksum = await FileChecksum.ComputeAsync(file, blockSize, context.RequestAborted);
        await context.AnswerAsync(200, WebHdfsJson.Checksum(checksum));
    }
}
