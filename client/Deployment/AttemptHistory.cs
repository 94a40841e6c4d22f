using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// How the attempts of a failed application ended. YARN's report of it has the last one's words only, which often are
/// but the consequence of the first.
/// </summary>
sealed class AttemptHistory(YarnConnection cluster)
{
    /// <summary>Attempts and their ends, the first one first; none when there was but one.</summary>
    /// <exception cref="IOException">YARN cannot be asked.</exception>
    public async Task<IReadOnlyList<(string Attempt, string Words)>> TellAsync(
        YarnApplication report, CancellationToken cancellationToken)
    {
        if (report.FinalStatus != YarnFinalStatus.Failed)
        {
            return [];
        }

        var attempts = await cluster.Yarn.GetAttemptsAsync(report.Id, cancellationToken);
        return attempts.Count < 2
            ? []
            : [.. from attempt in attempts.OrderBy(attempt => attempt.Id)
                  select ($"Attempt {attempt.Id} of {attempts.Count}", WordsOf(attempt))];
    }

    static string WordsOf(YarnApplicationAttempt attempt) =>
        attempt.DiagnosticsInfo?.Trim() is { Length: > 0 } words ? words : "YARN gives no reason.";
}
