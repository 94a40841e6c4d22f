namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>The Java classes by which Hadoop's servers refuse; clients decide on these names.</summary>
internal static class JavaExceptions
{
    public const string AccessControl = "org.apache.hadoop.security.AccessControlException";
    public const string Ipc = "org.apache.hadoop.ipc.IpcException";
    public const string NoSuchMethod = "org.apache.hadoop.ipc.RpcNoSuchMethodException";
    public const string NoSuchProtocol = "org.apache.hadoop.ipc.RpcNoSuchProtocolException";
    public const string RpcServer = "org.apache.hadoop.ipc.RpcServerException";
    public const string Runtime = "java.lang.RuntimeException";
    public const string Sasl = "javax.security.sasl.SaslException";
    public const string VersionMismatch = "org.apache.hadoop.ipc.RPC$VersionMismatch";
    public const string Yarn = "org.apache.hadoop.yarn.exceptions.YarnException";
}
