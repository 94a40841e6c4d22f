using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Waits a little for YARN to see the end, clears what an ApplicationMaster that died has left, and reports.
/// </summary>
sealed class FinalReport(YarnConnection cluster, IOutput output, TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Of an application whose jobs are cancelled first.
    static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(60);

    public static string LogsHint(string applicationId) => $"The logs: yarn logs -applicationId {applicationId}";

    /// <summary>The report as people see it; nothing of it throws, for the job's own end is known already.</summary>
    public Task TellAsync(string applicationId, Uri staging, CancellationToken cancellationToken) =>
        TellAsync(applicationId, staging, Patience, cancellationToken);

    /// <summary>The report of an application that was told to end; whether it has ended well.</summary>
    public async Task<bool> TellShutdownAsync(RunningApplication application, CancellationToken cancellationToken) =>
        await TellAsync(application.Id, application.Staging, ShutdownPatience, cancellationToken) is
            { FinalStatus: YarnFinalStatus.Succeeded };

    async Task<YarnApplication?> TellAsync(
        string applicationId, Uri staging, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            var report = await EndOfAsync(applicationId, patience, cancellationToken);
            if (report.IsTerminal)
            {
                await cluster.FileSystems.For(staging).DeleteAsync(staging, true, cancellationToken);
            }

            Tell(report, await new AttemptHistory(cluster).TellAsync(report, cancellationToken));
            return report;
        }
        catch (IOException failure)
        {
            output.Warn($"YARN's report of {applicationId} could not be had: {failure.Message}");
            return null;
        }
    }

    async Task<YarnApplication> EndOfAsync(
        string applicationId, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var report = await cluster.Yarn.GetApplicationAsync(applicationId, cancellationToken);
            if (report.IsTerminal || time.GetElapsedTime(started) > patience)
            {
                return report;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    void Tell(YarnApplication report, IReadOnlyList<(string, string)> attempts)
    {
        var rows = new List<(string, string)>
        {
            ("Application", report.Id),
            ("State", report.State.ToString().ToUpperInvariant()),
            ("Final status", report.FinalStatus.ToString().ToUpperInvariant()),
        };
        if (report.FinishedTimeMs > 0)
        {
            rows.Add(("Time in YARN", $"{TimeSpan.FromMilliseconds(report.ElapsedTimeMs).TotalSeconds:0.0} s"));
        }

        if (report.FinalStatus != YarnFinalStatus.Succeeded)
        {
            if (report.Diagnostics.Trim() is { Length: > 0 } diagnostics)
            {
                rows.Add(("Diagnostics", diagnostics));
            }

            rows.AddRange(attempts);
            rows.Add(("Logs", $"yarn logs -applicationId {report.Id}"));
        }

        output.Table("Application report", rows);
    }
}
