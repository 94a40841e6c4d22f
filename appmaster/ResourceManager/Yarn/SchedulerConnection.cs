using System.Net;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Makes a line to YARN's scheduler; nothing is sent before its first call.</summary>
/// <param name="schedulers">Scheduler addresses of all ResourceManagers.</param>
/// <param name="token">The attempt's.</param>
delegate ApplicationMasterClient SchedulerConnection(
    IReadOnlyList<DnsEndPoint> schedulers, HadoopToken token, HadoopRpcOptions options);
