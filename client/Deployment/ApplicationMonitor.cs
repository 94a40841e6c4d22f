using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Deployment;

/// <summary>Waits until the ApplicationMaster has registered, and says why that takes its time.</summary>
sealed class ApplicationMonitor(YarnConnection cluster, IOutput output, TimeProvider time) : IDeploymentStep
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "Waiting for the ApplicationMaster";

    public async Task RunAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var hints = 0;
        while (true)
        {
            var report = await cluster.Yarn.GetApplicationAsync(state.ApplicationId, cancellationToken);
            state.Report = report;
            if (report.State == YarnApplicationState.Finished || HasMaster(report))
            {
                output.Wait("");
                output.Say($"ApplicationMaster started after {time.GetElapsedTime(started).TotalSeconds:0.0} s");
                return;
            }

            if (report.IsTerminal)
            {
                var attempts = await new AttemptHistory(cluster).TellAsync(report, cancellationToken);
                throw new DeploymentException(string.Join(
                    Environment.NewLine,
                    [
                        $"{report.Id} is {report.State.ToString().ToUpperInvariant()}: {Reason(report)}",
                        .. attempts.Select(attempt => $"{attempt.Attempt}: {attempt.Words}"),
                        FinalReport.LogsHint(report.Id),
                    ]));
            }

            output.Wait($"Application is {report.State.ToString().ToUpperInvariant()} in queue "
                + $"{report.Queue}{WaitReason(report)}");
            if (time.GetElapsedTime(started) > Patience * (hints + 1))
            {
                hints++;
                output.Warn($"{report.Id} has waited for {Patience.TotalSeconds * hints:0} s; the queue or the "
                    + $"cluster may "
                    + "have too little free memory. Ctrl-C takes it back.");
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    public Task UndoAsync(DeploymentState state, CancellationToken cancellationToken) => Task.CompletedTask;

    static bool HasMaster(YarnApplication report) =>
        report is { State: YarnApplicationState.Running, AmRpcAddress.Length: > 0 };

    static string Reason(YarnApplication report) =>
        report.Diagnostics.Trim() is { Length: > 0 } diagnostics ? diagnostics : "YARN gives no reason.";

    // The scheduler's diagnostics of a waiting application: "AM container is launched, waiting for …", "Queue's AM
    // resource limit exceeded", with a time stamp before them that changes.
    static string WaitReason(YarnApplication report)
    {
        var text = report.Diagnostics.Trim();
        var start = text.StartsWith('[') && text.IndexOf(']') is var end and > 0 ? end + 1 : 0;
        text = text[start..].Trim();
        return text.Length == 0 ? "" : $": {text.ReplaceLineEndings(" ")}";
    }
}
