using System.Text.RegularExpressions;
using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Nodes.Logs;

/// <summary>
/// Which log files an application wants to be kept (AggregatedLogFormat.LogValue.filterFiles): those that a pattern
/// includes and none excludes; all when it says nothing.
/// </summary>
internal sealed class LogSelection(LogAggregationContextProto? wish)
{
    // The patterns are the submitter's.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <exception cref="IOException">A pattern is none, or takes too long.</exception>
    public bool Includes(string file)
    {
        try
        {
            return wish is null
                || (IsMatch(file, wish.IncludePattern)
                    && (wish.ExcludePattern.Length == 0 || !IsMatch(file, wish.ExcludePattern)));
        }
        catch (Exception failure) when (failure is RegexParseException or RegexMatchTimeoutException)
        {
            throw new IOException($"The application's log patterns cannot be used: {failure.Message}", failure);
        }
    }

    static bool IsMatch(string file, string pattern) =>
        Regex.IsMatch(file, pattern, RegexOptions.CultureInvariant, Patience);
}
