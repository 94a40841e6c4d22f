using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.AppMaster.Transport;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FlinkYarn.AppMaster.Web;

/// <summary>
/// The ApplicationMaster's port, TLS with its own certificate: the control stream for TaskManagers, which show the same
/// certificate, and REST for whoever knows the secret. A second port has no TLS, because YARN's proxy believes in no
/// certificate of ours, and has the page that the proxy shows and nothing else.
/// </summary>
sealed class WebServer(WebApplication application) : IAsyncDisposable
{
    const int LargestMessage = 64 << 20;

    /// <summary>Known after the start.</summary>
    public int Port => PortOf(Uri.UriSchemeHttps);

    /// <summary>Of the page; known after the start.</summary>
    public int PagePort => PortOf(Uri.UriSchemeHttp);

    /// <param name="address">The container's own: nothing listens on all of them.</param>
    public static async Task<WebServer> StartAsync(
        IPAddress address, ApplicationCredentials credentials, ControlPlaneRouter router, RestEndpoints rest,
        PageServer page, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Invariant.Require(
            !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any), $"No server listens on {address}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(router);
        builder.Services.AddSingleton(credentials);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = LargestMessage;
            options.MaxSendMessageSize = LargestMessage;
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(https => Secure(https, credentials));
            });
            kestrel.Listen(address, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var application = builder.Build();
        application.Use(next => context => context.Request.IsHttps ? next(context) : page.AnswerAsync(context));
        application.MapGrpcService<GrpcControlPlane>();
        var secured = application.MapGroup("").AddEndpointFilter(
            (context, next) => SecretFilter.InvokeAsync(context, next, credentials));
        rest.Map(secured);
        await application.StartAsync(cancellationToken);
        return new WebServer(application);
    }

    static void Secure(HttpsConnectionAdapterOptions https, ApplicationCredentials credentials)
    {
        https.ServerCertificate = credentials.Certificate;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        // A certificate that is shown must be the application's; REST callers show none.
        https.ClientCertificateValidation = (certificate, _, errors) =>
            errors == SslPolicyErrors.RemoteCertificateNotAvailable || credentials.IsPinned(certificate);
    }

    int PortOf(string scheme) => application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))
        .Single(address => address.Scheme == scheme).Port;

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await application.StopAsync(patience.Token);
        await application.DisposeAsync();
    }
}
