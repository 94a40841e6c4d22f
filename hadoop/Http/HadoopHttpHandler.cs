using System.Net.Http.Headers;
using System.Net.Sockets;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// Gives each request the caller's identity and the headers that Hadoop's filters look for, and says of every request
/// whose answer did not come, wholly and in time, that its outcome is unknown.
/// </summary>
sealed class HadoopHttpHandler(IHadoopAuthentication authentication, HadoopClientOptions options)
    : DelegatingHandler(options.Transport())
{
    // The list of all applications of a large cluster has tens of megabytes.
    const long LongestAnswer = 256 * 1024 * 1024;

    static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    static readonly ProductInfoHeaderValue Agent = new("FlinkYarn", "1");

    /// <summary>
    /// Neither cookies nor redirects: a cookie of one user would override another's name (AuthenticationFilter), and a
    /// redirect is a role's answer which only the client above understands.
    /// </summary>
    public static HttpMessageHandler CreateTransport() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = ConnectAsync,
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await authentication.AuthorizeAsync(request, cancellationToken).ConfigureAwait(false);
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(Agent);
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(Json);

        // RestCsrfPreventionFilter.HEADER_DEFAULT; any value will do.
        request.Headers.TryAddWithoutValidation("X-XSRF-HEADER", "x");
        return await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
    }

    async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Retry.RequestTimeout, options.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, linked.Token).ConfigureAwait(false);

            // Here, so that an answer that breaks off is one that did not come.
            await response.Content.LoadIntoBufferAsync(LongestAnswer, linked.Token).ConfigureAwait(false);
            return response;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && timeout.IsCancellationRequested))
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw HadoopConnectionException.Of(request, failure);
        }
    }

    static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new AnswerBeforeErrorStream(new NetworkStream(socket, ownsSocket: true));
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}
