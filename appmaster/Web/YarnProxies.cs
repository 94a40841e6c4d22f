using System.Net;
using System.Net.Sockets;

namespace FlinkYarn.AppMaster.Web;

/// <summary>
/// YARN's web proxies: the only ones that may show the page to people, since they alone know who looks (YARN's
/// <c>AmIpFilter</c>). Their names are looked up again after five minutes, as there.
/// </summary>
/// <param name="addresses">Base addresses; with a highly available pair every ResourceManager is one.</param>
sealed class YarnProxies(IReadOnlyList<Uri> addresses, TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim guard = new(1, 1);
    HashSet<IPAddress> known = [];
    long? lookedUp;

    /// <summary>Whether a caller at this address is a proxy.</summary>
    public async Task<bool> HasAsync(IPAddress caller, CancellationToken cancellationToken)
    {
        await guard.WaitAsync(cancellationToken);
        try
        {
            if (lookedUp is not { } then || time.GetElapsedTime(then) > Fresh)
            {
                known = await LookUpAsync(cancellationToken);
                lookedUp = time.GetTimestamp();
            }

            return known.Contains(Plain(caller));
        }
        finally
        {
            guard.Release();
        }
    }

    /// <summary>
    /// Where a browser is sent that came by itself; null when no proxy is known. The word <c>redirect</c> lets a proxy
    /// that we do not take for one see that it goes round in circles.
    /// </summary>
    public Uri? AddressOf(string applicationId) => addresses.Count == 0
        ? null
        : new Uri(addresses[0], $"/proxy/redirect/{applicationId}/");

    async Task<HashSet<IPAddress>> LookUpAsync(CancellationToken cancellationToken)
    {
        var found = new HashSet<IPAddress>();
        foreach (var host in addresses.Select(address => address.IdnHost).Distinct())
        {
            try
            {
                found.UnionWith((await Dns.GetHostAddressesAsync(host, cancellationToken)).Select(Plain));
            }
            catch (SocketException)
            {
                // A name that nobody knows lets nobody in; the other proxies of the pair still do.
            }
        }

        return found;
    }

    static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
