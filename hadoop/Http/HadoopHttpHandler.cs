using System.Net.Http.Headers;
using System.Net.Sockets;

namespace FlinkYarn.Hadoop.Http;

/// <summary>Gives each request the caller's identity and the headers that Hadoop's filters look for.</summary>
sealed class HadoopHttpHandler(IHadoopAuthentication authentication, HttpMessageHandler inner) : DelegatingHandler(inner)
{
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
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
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
