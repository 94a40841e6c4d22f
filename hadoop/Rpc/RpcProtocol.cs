namespace FlinkYarn.Hadoop.Rpc;

/// <summary>A protocol by its name on the wire, version 1 of each.</summary>
/// <param name="Name">Java's interface.</param>
public sealed record RpcProtocol(string Name)
{
    /// <summary>An ApplicationMaster to YARN's scheduler.</summary>
    public static RpcProtocol ApplicationMaster { get; } = new("org.apache.hadoop.yarn.api.ApplicationMasterProtocolPB");

    /// <summary>An ApplicationMaster to a NodeManager.</summary>
    public static RpcProtocol ContainerManagement { get; } =
        new("org.apache.hadoop.yarn.api.ContainerManagementProtocolPB");

    /// <summary>A client to YARN's ResourceManager.</summary>
    public static RpcProtocol ApplicationClient { get; } = new("org.apache.hadoop.yarn.api.ApplicationClientProtocolPB");
}
