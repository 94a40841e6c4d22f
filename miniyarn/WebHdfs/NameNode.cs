using System.Text.Json.Nodes;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Mailbox;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// Step 1 of WebHDFS: everything about names is answered here; what moves bytes is sent on to the DataNode
/// (NamenodeWebHdfsMethods). The folder is touched on the loop only.
/// </summary>
internal sealed class NameNode(CommandLoop loop, HdfsFolder folder, Uri dataNode)
{
    const int PageSize = 1000;

    public void Map(WebApplication application)
    {
        application.UseRemoteFailures();
        application.Map(WebHdfsRequest.Prefix + "/{**path}", HandleAsync);
    }

    Task HandleAsync(HttpContext context)
    {
        var request = new WebHdfsRequest(context);
        return context.Request.Method switch
        {
            "GET" => GetAsync(context, request),
            "PUT" => PutAsync(context, request),
            "POST" when request.Operation == "APPEND" => RedirectAsync(context, request),
            "DELETE" when request.Operation == "DELETE" => AnswerAsync(context, () =>
                WebHdfsJson.Boolean(folder.Delete(request.Path, request.Flag("recursive", false)))),
            _ => throw request.UnknownOperation(),
        };
    }

    Task GetAsync(HttpContext context, WebHdfsRequest request) => request.Operation switch
    {
        "OPEN" => OpenAsync(context, request),
        "GETFILECHECKSUM" => RedirectAsync(context, request),
        "GETFILESTATUS" => AnswerAsync(context, () => WebHdfsJson.Status(folder.Status(request.Path))),
        "LISTSTATUS" => AnswerAsync(context, () => WebHdfsJson.Listing(request.Path, folder.List(request.Path))),
        "LISTSTATUS_BATCH" => AnswerAsync(context, () => ListPage(request)),
        "GETCONTENTSUMMARY" => AnswerAsync(context, () => WebHdfsJson.Summary(folder.Summarize(request.Path))),
        "GETFILEBLOCKLOCATIONS" or "GET_BLOCK_LOCATIONS" => AnswerAsync(context, () => BlockLocations(request)),
        "GETHOMEDIRECTORY" => AnswerAsync(context, () => new JsonObject { ["Path"] = $"/user/{request.User}" }),
        "GETSERVERDEFAULTS" => AnswerAsync(context, WebHdfsJson.ServerDefaults),
        // Without Kerberos the NameNode has no delegation tokens to give.
        "GETDELEGATIONTOKEN" => AnswerAsync(context, () => new JsonObject { ["Token"] = null }),
        "CHECKACCESS" => ChangeAsync(context, () => folder.Status(request.Path)),
        _ => throw request.UnknownOperation(),
    };

    Task PutAsync(HttpContext context, WebHdfsRequest request)
    {
        switch (request.Operation)
        {
            case "CREATE":
                return RedirectAsync(context, request);
            case "MKDIRS":
                return AnswerAsync(context, () =>
                {
                    folder.MakeDirectories(request.Path, request.User, request.Permission("755"));
                    return WebHdfsJson.Boolean(true);
                });
            case "RENAME" when request.Text("renameoptions").Length == 0:
                return AnswerAsync(context, () =>
                    WebHdfsJson.Boolean(folder.Rename(request.Path, request.Destination())));
            case "RENAME":
                return ChangeAsync(context, () =>
                    folder.Rename(request.Path, request.Destination(), IsOverwriting(request)));
            case "SETPERMISSION":
                return ChangeAsync(context, () => folder.SetPermission(request.Path, request.Permission("755")));
            case "SETOWNER":
                return ChangeAsync(
                    context, () => folder.SetOwner(request.Path, request.Text("owner"), request.Text("group")));
            case "SETTIMES":
                return ChangeAsync(context, () => folder.SetTimes(
                    request.Path, request.Number("modificationtime", -1), request.Number("accesstime", -1)));
            case "SETREPLICATION":
                return AnswerAsync(context, () => WebHdfsJson.Boolean(
                    folder.SetReplication(request.Path, (int)Math.Clamp(request.Number("replication", 1), 1, 512))));
            default:
                throw request.UnknownOperation();
        }
    }

    async Task OpenAsync(HttpContext context, WebHdfsRequest request)
    {
        await loop.AskAsync(() =>
        {
            var status = folder.Status(request.Path);
            var offset = request.Number("offset", 0);
            if (status.IsDirectory)
            {
                throw HdfsFailure.NotFound($"Path is not a file: {request.Path}");
            }

            if (offset < 0 || (offset >= status.Length && status.Length > 0))
            {
                throw HdfsFailure.Io(
                    $"Offset={offset} out of the range [0, {status.Length}); OPEN, path={request.Path}");
            }
        });
        await RedirectAsync(context, request);
    }

    Task RedirectAsync(HttpContext context, WebHdfsRequest request)
    {
        var path = string.Join('/', request.Path.Names.Select(Uri.EscapeDataString));
        var parameters = context.Request.Query
            .Where(parameter => !parameter.Key.Equals("noredirect", StringComparison.OrdinalIgnoreCase))
            .Select(parameter =>
                $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value.ToString())}")
            .Append($"namenoderpcaddress={context.Request.Host}");
        var location = $"{dataNode.GetLeftPart(UriPartial.Authority)}{WebHdfsRequest.Prefix}/{path}?"
            + string.Join('&', parameters);
        if (request.IsNoRedirect)
        {
            return context.AnswerAsync(200, new JsonObject { ["Location"] = location });
        }

        context.Response.StatusCode = 307;
        context.Response.Headers.Location = location;
        context.Response.ContentType = "application/octet-stream";
        return Task.CompletedTask;
    }

    JsonObject ListPage(WebHdfsRequest request)
    {
        var startAfter = request.Text("startAfter");
        var all = folder.List(request.Path)
            .Where(status => string.CompareOrdinal(status.Path.Name, startAfter) > 0).ToList();
        return WebHdfsJson.Page(request.Path, all.Take(PageSize), Math.Max(0, all.Count - PageSize));
    }

    JsonObject BlockLocations(WebHdfsRequest request)
    {
        var status = folder.Status(request.Path);
        var offset = Math.Max(0, request.Number("offset", 0));
        return WebHdfsJson.BlockLocations(status, offset, request.Number("length", long.MaxValue), dataNode);
    }

    static bool IsOverwriting(WebHdfsRequest request) =>
        request.Text("renameoptions").Split(',').Contains("OVERWRITE", StringComparer.OrdinalIgnoreCase);

    async Task AnswerAsync(HttpContext context, Func<JsonObject> answer) =>
        await context.AnswerAsync(200, await loop.AskAsync(answer));

    async Task ChangeAsync(HttpContext context, Action change)
    {
        await loop.AskAsync(change);
        context.Response.ContentType = "application/octet-stream";
    }
}
