using System.Net;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>Where YARN's ResourceManagers are, one or a highly available pair (HAUtil, WebAppUtils).</summary>
public sealed class YarnAddresses(HadoopConfiguration configuration)
{
    const string Prefix = "yarn.resourcemanager.";

    /// <summary>The ids of an HA group; empty without HA.</summary>
    public IReadOnlyList<string> Ids => configuration.GetBoolean(Prefix + "ha.enabled")
        ? configuration.GetList(Prefix + "ha.rm-ids")
        : [];

    /// <summary>The RMs' web services, in the order of the ids.</summary>
    public IReadOnlyList<Uri> Web => WebAt("localhost");

    /// <summary>Whether some file or setting says where YARN is, rather than the defaults.</summary>
    public bool IsConfigured => Ids.Count > 0 || !HostPort.IsAnywhere(
        HostPort.Parse(Prefix + "webapp.address", configuration.Get(Prefix + "webapp.address", "0.0.0.0"), 8088).Host);

    bool UsesHttps => configuration.Get("yarn.http.policy") == "HTTPS_ONLY";

    /// <summary>The RMs' scheduler services, which ApplicationMasters register at.</summary>
    /// <param name="reachedAt">The host to put where an RM listens on all interfaces.</param>
    public IReadOnlyList<DnsEndPoint> Scheduler(string reachedAt = "localhost") =>
        All("scheduler.address", 8030, reachedAt);

    /// <summary>
    /// The web proxies: the one that runs by itself, otherwise each RM has one
    /// (WebAppUtils.getProxyHostsAndPortsForAmFilter).
    /// </summary>
    /// <param name="reachedAt">The host to put where one listens on all interfaces.</param>
    public IReadOnlyList<Uri> WebProxies(string reachedAt = "localhost")
    {
        const string key = "yarn.web-proxy.address";
        return configuration.Get(key) is not { Length: > 0 } text ? WebAt(reachedAt)
            : UsesHttps ? [Reachable(key, text, 443, reachedAt).ToUri(Uri.UriSchemeHttps)]
            : [Reachable(key, text, 80, reachedAt).ToUri(Uri.UriSchemeHttp)];
    }

    IReadOnlyList<Uri> WebAt(string reachedAt) => UsesHttps
        ? [.. All("webapp.https.address", 8090, reachedAt).Select(address => address.ToUri(Uri.UriSchemeHttps))]
        : [.. All("webapp.address", 8088, reachedAt).Select(address => address.ToUri(Uri.UriSchemeHttp))];

    List<DnsEndPoint> All(string suffix, int port, string reachedAt)
    {
        var key = Prefix + suffix;
        return Ids.Count == 0
            ? [Reachable(key, configuration.Get(key, $"0.0.0.0:{port}"), port, reachedAt)]
            : [.. Ids.Select(id => OfId(key, id, port, reachedAt))];
    }

    DnsEndPoint OfId(string key, string id, int port, string reachedAt)
    {
        var text = configuration.Get($"{key}.{id}")
            ?? configuration.Get($"{Prefix}hostname.{id}")
            ?? throw new HadoopConfigurationException(
                $"yarn-site.xml names the ResourceManager '{id}', "
                    + $"but neither {key}.{id} nor {Prefix}hostname.{id} is set.");
        return Reachable($"{key}.{id}", text, port, configuration.Get($"{Prefix}hostname.{id}", reachedAt));
    }

    static DnsEndPoint Reachable(string key, string text, int port, string reachedAt)
    {
        var address = HostPort.Parse(key, text, port);
        if (!HostPort.IsAnywhere(address.Host))
        {
            return address;
        }

        return HostPort.IsAnywhere(reachedAt) ? new DnsEndPoint("localhost", address.Port)
            : address.Reachable(reachedAt);
    }
}
