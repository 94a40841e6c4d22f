using System.Net;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>Where HDFS's NameNodes answer WebHDFS, one or several of a nameservice (DFSUtil, HAUtilClient).</summary>
public sealed class HdfsAddresses(HadoopConfiguration configuration)
{
    const string HttpKey = "dfs.namenode.http-address";
    const string HttpsKey = "dfs.namenode.https-address";

    /// <summary>fs.defaultFS; file:/// where no cluster is configured.</summary>
    public Uri DefaultFileSystem => Uri.TryCreate(configuration.Get("fs.defaultFS"), UriKind.Absolute, out var address)
        ? address
        : throw new HadoopConfigurationException(
            $"fs.defaultFS must be an address such as hdfs://namenode:8020, "
                + $"not '{configuration.Get("fs.defaultFS")}'.");

    bool UsesHttps => configuration.Get("dfs.http.policy") == "HTTPS_ONLY";

    /// <summary>The web services of the NameNodes that stand behind an hdfs:// or webhdfs:// address.</summary>
    public IReadOnlyList<Uri> NameNodes(Uri fileSystem) => fileSystem.Scheme switch
    {
        "webhdfs" => [new UriBuilder("http", fileSystem.Host, fileSystem.IsDefaultPort ? 9870 : fileSystem.Port).Uri],
        "swebhdfs" => [new UriBuilder("https", fileSystem.Host, fileSystem.IsDefaultPort ? 9871 : fileSystem.Port).Uri],
        "hdfs" => IsNameservice(fileSystem) ? OfNameservice(Authority(fileSystem)) : [OfSingle(fileSystem)],
        _ => throw new HadoopConfigurationException(
            $"{fileSystem} is not on HDFS; fs.defaultFS in core-site.xml should be "
                + $"hdfs://…, webhdfs://… or swebhdfs://…."),
    };

    /// <summary>The part between // and /; names of nameservices keep their case, Uri.Host does not.</summary>
    internal static string Authority(Uri fileSystem)
    {
        var text = fileSystem.OriginalString;
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.IndexOf('/', start);
        return end < 0 ? text[start..] : text[start..end];
    }

    bool IsNameservice(Uri fileSystem) =>
        fileSystem.Port < 0 && configuration.GetList("dfs.nameservices").Contains(Authority(fileSystem));

    List<Uri> OfNameservice(string nameservice)
    {
        var ids = configuration.GetList("dfs.ha.namenodes." + nameservice);
        return ids.Count == 0
            ? [OfKey(nameservice, nameservice)]
            : [.. ids.Select(id => OfKey(nameservice, $"{nameservice}.{id}"))];
    }

    Uri OfKey(string nameservice, string suffix)
    {
        var key = $"{(UsesHttps ? HttpsKey : HttpKey)}.{suffix}";
        var rpc = configuration.Get("dfs.namenode.rpc-address." + suffix);
        var host = rpc is null ? "localhost" : HostPort.Parse("dfs.namenode.rpc-address." + suffix, rpc, 8020).Host;
        var text = configuration.Get(key) ?? (rpc is null
            ? throw new HadoopConfigurationException(
                $"The nameservice {nameservice} has a NameNode without an address: {key} is not set.")
            : host);
        return ToUri(HostPort.Parse(key, text, DefaultPort).Reachable(host));
    }

    Uri OfSingle(Uri fileSystem)
    {
        var key = UsesHttps ? HttpsKey : HttpKey;
        var web = HostPort.Parse(key, configuration.Get(key, "0.0.0.0"), DefaultPort);
        var isOurs = fileSystem.Host == DefaultFileSystem.Host || HostPort.IsAnywhere(web.Host);
        return ToUri(isOurs ? web.Reachable(fileSystem.Host) : new DnsEndPoint(fileSystem.Host, DefaultPort));
    }

    int DefaultPort => UsesHttps ? 9871 : 9870;

    Uri ToUri(DnsEndPoint address) => address.ToUri(UsesHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp);
}
