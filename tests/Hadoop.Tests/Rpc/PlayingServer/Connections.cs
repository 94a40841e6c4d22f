using System.Net;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Tests.Security;

namespace FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;

/// <summary>
/// Our side of the connections that the tests open: patient, so that only what a test does ends them.
/// </summary>
static class Connections
{
    public static readonly HadoopRpcOptions Patient = new()
    {
        ConnectTimeout = TimeSpan.FromMinutes(2),
        CallTimeout = TimeSpan.FromMinutes(10),
        PingInterval = TimeSpan.FromMinutes(1),
    };

    public static readonly TokenAuthentication Token = new(GoldenVectors.Token);

    public static Task<HadoopRpcConnection> OpenAsync(
        DnsEndPoint address, IRpcAuthentication? authentication = null, TimeProvider? time = null,
        HadoopRpcOptions? options = null) =>
        HadoopRpcConnection.OpenAsync(
            address, RpcProtocol.ApplicationMaster, authentication ?? Token, options ?? Patient,
            time ?? TimeProvider.System, TestContext.Current.CancellationToken);
}
