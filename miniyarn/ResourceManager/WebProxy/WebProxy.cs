using System.Net;
using System.Text;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using Microsoft.AspNetCore.Http.Features;

namespace FlinkYarn.MiniYarn.ResourceManager.WebProxy;

/// <summary>
/// /proxy/ID/…: what a running application shows, and where to look afterwards (WebAppProxyServlet, with its limits:
/// GET and PUT only, few headers, PUT bodies of one line).
/// </summary>
internal sealed class WebProxy(ClusterContext cluster, ApplicationManager applications) : IDisposable
{
    const long LongestBody = 16 << 20;

    static readonly string[] PassedHeaders =
    [
        "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Content-Type", "Origin",
        "Access-Control-Request-Method", "Access-Control-Request-Headers",
    ];

    // They belong to the connection, not to the answer (RFC 9110, 7.6.1).
    static readonly string[] KeptBack = ["Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    // Redirects of a GET are followed here, those of a PUT are the caller's.
    readonly HttpClient following = Client(followsRedirects: true);
    readonly HttpClient passing = Client(followsRedirects: false);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/proxy/{id}", HandleAsync);
        routes.Map("/proxy/{id}/{**rest}", HandleAsync);
    }

    public void Dispose()
    {
        following.Dispose();
        passing.Dispose();
    }

    static HttpClient Client(bool followsRedirects) => new(new SocketsHttpHandler
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = followsRedirects,
        AutomaticDecompression = DecompressionMethods.GZip,
    });

    async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Method is not ("GET" or "PUT" or "HEAD"))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var text = (string)context.Request.RouteValues["id"]!;
        if (!YarnApplicationId.TryParse(text, out var id))
        {
            throw new RemoteFailure(404, "java.io.IOException", $"{text} is no application id");
        }

        var (tracking, isRunning) = await cluster.Loop.AskAsync(() => Find(id));
        if (tracking is null || !isRunning)
        {
            context.Response.Redirect(tracking is null ? cluster.Links.Page(id) : Target(context, tracking).ToString());
            return;
        }

        await ForwardAsync(context, Target(context, tracking));
    }

    (Uri? Tracking, bool IsRunning) Find(YarnApplicationId id)
    {
        var application = applications.Find(id)
            ?? throw new RemoteFailure(404, "java.io.IOException", $"Application {id} could not be found in RM");
        var url = application.Current?.Registration?.TrackingUrl ?? "";
        if (url.Length > 0 && !url.Contains("://", StringComparison.Ordinal))
        {
            url = $"http://{url}";
        }

        return (Uri.TryCreate(url, UriKind.Absolute, out var tracking) ? tracking : null, !application.IsEndKnown);
    }

    static Uri Target(HttpContext context, Uri tracking)
    {
        var rest = (string?)context.Request.RouteValues["rest"] ?? "";
        var path = string.Join('/', rest.Split('/').Select(Uri.EscapeDataString));
        return new UriBuilder(tracking)
        {
            Path = $"{tracking.AbsolutePath.TrimEnd('/')}/{path}",
            Query = context.Request.QueryString.Value,
        }.Uri;
    }

    async Task ForwardAsync(HttpContext context, Uri target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method), target);
        if (context.Request.Method == "PUT")
        {
            request.Content = new ByteArrayContent(await ReadLinesAsync(context));
        }

        foreach (var name in PassedHeaders.Where(name => context.Request.Headers.ContainsKey(name)))
        {
            var value = context.Request.Headers[name].ToString();
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        request.Headers.TryAddWithoutValidation("Cookie", $"proxy-user={Caller.Of(context.Request)}");
        try
        {
            using var response = await (request.Content is null ? following : passing).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            await AnswerAsync(context, response);
        }
        catch (HttpRequestException failure) when (!context.Response.HasStarted)
        {
            throw new RemoteFailure(500, "java.io.IOException", $"{target} cannot be reached: {failure.Message}");
        }
    }

    static async Task AnswerAsync(HttpContext context, HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
        {
            // The servlet fails on answers without a body; so that nobody relies on them, this one does too.
            throw new RemoteFailure(
                500, "java.lang.NullPointerException", $"An answer {(int)response.StatusCode} has no body");
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!KeptBack.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.Last();
            }
        }

        if (context.Request.Method != "HEAD")
        {
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    // The servlet reads lines and joins them without what was between them, in Latin-1.
    static async Task<byte[]> ReadLinesAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LongestBody;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        return Encoding.Latin1.GetBytes(body.ReplaceLineEndings(""));
    }
}
