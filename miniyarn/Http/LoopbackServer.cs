using System.Net;

namespace FlinkYarn.MiniYarn.Http;

/// <summary>An HTTP server on 127.0.0.1, on the wanted port or on a free one.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    readonly WebApplication application;

    LoopbackServer(WebApplication application)
    {
        this.application = application;
        Address = new Uri(application.Urls.Single());
    }

    public Uri Address { get; }

    public string Authority => Address.Authority;

    public static async Task<LoopbackServer> StartAsync(int port, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, EndedByOwner>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var application = builder.Build();
        map(application);
        await application.StartAsync();
        return new LoopbackServer(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
