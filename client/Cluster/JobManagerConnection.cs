using System.Net.Http.Headers;
using System.Security.Authentication;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Security;
using Refit;

namespace FlinkYarn.Client.Cluster;

/// <summary>
/// One ApplicationMaster's REST interface over TLS: the application's certificate is pinned, the secret goes with every
/// request.
/// </summary>
sealed class JobManagerConnection : IDisposable
{
    /// <summary>How long the ApplicationMaster may keep a question before it answers.</summary>
    public const int LongPollMs = 30_000;

    readonly HttpClient http;

    public JobManagerConnection(string address, ApplicationCredentials credentials)
    {
        Address = address;
        http = new HttpClient(CreateHandler(credentials))
        {
            BaseAddress = new Uri($"https://{address}"),
            Timeout = TimeSpan.FromMilliseconds(LongPollMs * 2),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credentials.Secret);
        Api = RestService.For<IJobManagerApi>(http, RefitSettings.ForJsonContext(RestJson.Default));
    }

    /// <summary>host:port.</summary>
    public string Address { get; }

    public IJobManagerApi Api { get; }

    public void Dispose() => http.Dispose();

    static SocketsHttpHandler CreateHandler(ApplicationCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        // Names and chains say nothing here: the certificate is this application's, byte for byte, or it is refused.
        // The client shows none itself: the secret speaks for it.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, peer, _, _) => credentials.IsPinned(peer);
        return handler;
    }
}
