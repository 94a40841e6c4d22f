using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>
/// Ends an application whose ApplicationMaster cannot go on. YARN would otherwise start it again, which fails in the
/// same way, and would show an exit code in place of the cause.
/// </summary>
sealed class FailureNotice(SchedulerConnection connect, CredentialsFile credentials, HadoopEnvironment environment)
{
    // It was away for longer than that already when its absence is the cause.
    static readonly HadoopRpcOptions Brief = new() { RetryBudget = TimeSpan.FromSeconds(30) };

    /// <summary>Whether YARN wants to hear of a failure: not when it has ended the attempt itself.</summary>
    public static bool IsDue(Exception failure) => failure is not AttemptOverException;

    /// <param name="folder">The container's work folder.</param>
    /// <param name="host">The node's name.</param>
    /// <exception cref="IOException">YARN cannot be reached, or nothing says where it is.</exception>
    /// <exception cref="AttemptOverException">YARN has ended the attempt.</exception>
    /// <exception cref="RemoteException">YARN refused it.</exception>
    /// <exception cref="HadoopConfigurationException">The node's Hadoop configuration is damaged.</exception>
    public async Task SendAsync(string folder, string host, Exception failure, CancellationToken cancellationToken)
    {
        var schedulers = SchedulerAddresses.Find(folder, environment);
        if (schedulers.Count == 0)
        {
            throw new IOException(
                "Neither application.json nor the node's yarn-site.xml says where YARN's scheduler is.");
        }

        var token = credentials.FindAmRmToken()
            ?? throw new IOException("The container's credentials have no token for YARN's scheduler.");
        await using var scheduler = connect(schedulers, token, Brief);
        // Who is registered already is told so, and may finish all the same.
        await scheduler.RegisterAsync(host, port: -1, trackingUrl: "", cancellationToken);
        var cause = Diagnostics.Of(FailureInfos.Of(failure));
        await scheduler.FinishAsync(
            FinalApplicationStatusProto.AppFailed, $"The ApplicationMaster could not go on: {cause}",
            cancellationToken);
    }
}
