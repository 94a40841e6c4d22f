using System.Globalization;
using System.Net;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Reads host:port as Hadoop's files write it, and names for "all interfaces" that a client can reach.
/// </summary>
static class HostPort
{
    public static DnsEndPoint Parse(string key, string text, int defaultPort)
    {
        var colon = text.LastIndexOf(':');
        var isIpv6WithoutPort = text.EndsWith(']') || (colon >= 0 && text.IndexOf(':') != colon && text[0] != '[');
        if (colon < 0 || isIpv6WithoutPort)
        {
            return new DnsEndPoint(text, defaultPort);
        }

        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port <= IPEndPoint.MaxPort && colon > 0
                ? new DnsEndPoint(text[..colon], port)
                : throw new HadoopConfigurationException($"{key} must be host:port, not '{text}'.");
    }

    public static bool IsAnywhere(string host) => host is "0.0.0.0" or "::" or "[::]";

    /// <summary>An address that a server listens on everywhere is reached at the host we know of it.</summary>
    public static DnsEndPoint Reachable(this DnsEndPoint address, string host) =>
        IsAnywhere(address.Host) ? new DnsEndPoint(host, address.Port) : address;

    public static Uri ToUri(this DnsEndPoint address, string scheme) =>
        new UriBuilder(scheme, address.Host, address.Port).Uri;
}
