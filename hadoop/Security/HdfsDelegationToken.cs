using System.Net;

namespace FlinkYarn.Hadoop.Security;

/// <summary>
/// HDFS's delegation tokens as YARN takes them. Those of WebHDFS are labelled for WebHDFS: YARN cannot renew their
/// kind, and finds the NameNode by their service alone (<c>DelegationTokenRenewer</c>,
/// <c>SecurityUtil.buildTokenService</c>, <c>HAUtilClient.buildTokenServiceForLogicalUri</c>).
/// </summary>
public static class HdfsDelegationToken
{
    /// <summary>The only kind that YARN renews and that its nodes read HDFS with.</summary>
    public const string Kind = "HDFS_DELEGATION_TOKEN";

    static readonly string[] Kinds = [Kind, "WEBHDFS delegation", "SWEBHDFS delegation"];

    /// <summary>The token for a cluster with one NameNode.</summary>
    /// <param name="nameNode">Of its RPC; the address itself, since a host's name is not recognised.</param>
    /// <exception cref="ArgumentException">It is no token of HDFS, or nobody may renew it.</exception>
    public static HadoopToken ForYarn(HadoopToken token, IPEndPoint nameNode)
    {
        var address = nameNode.Address.IsIPv4MappedToIPv6 ? nameNode.Address.MapToIPv4() : nameNode.Address;
        return Relabel(token, $"{address}:{nameNode.Port}");
    }

    /// <summary>The token for a nameservice of several NameNodes.</summary>
    /// <exception cref="ArgumentException">It is no token of HDFS, or nobody may renew it.</exception>
    public static HadoopToken ForYarn(HadoopToken token, string nameservice) =>
        Relabel(token, $"ha-hdfs:{nameservice}");

    /// <summary>
    /// Whom to name as renewer when asking for a token: YARN's ResourceManager by its full principal. It renews at
    /// submission, and fails the application if it may not.
    /// </summary>
    /// <param name="principal"><c>yarn.resourcemanager.principal</c>.</param>
    /// <param name="host">The ResourceManager's, which stands for <c>_HOST</c>.</param>
    public static string Renewer(string principal, string host)
    {
        var parts = principal.Split('/', '@');
        return parts is [var name, "_HOST", var realm] ? $"{name}/{host.ToLowerInvariant()}@{realm}" : principal;
    }

    static HadoopToken Relabel(HadoopToken token, string service)
    {
        if (!Kinds.Contains(token.Kind))
        {
            throw new ArgumentException($"A token of the kind {token.Kind} is not one of HDFS.", nameof(token));
        }

        return RenewerOf(token).Length > 0
            ? token with { Kind = Kind, Service = service }
            : throw new ArgumentException(
                "The HDFS delegation token names no renewer, so YARN would refuse the application: ask for it with the "
                    + "ResourceManager's principal.", nameof(token));
    }

    // AbstractDelegationTokenIdentifier: a version, the owner, the renewer, and more.
    static string RenewerOf(HadoopToken token)
    {
        var identifier = new WritableReader(token.Identifier.Span);
        identifier.ReadByte();
        identifier.ReadText();
        return identifier.ReadText();
    }
}
