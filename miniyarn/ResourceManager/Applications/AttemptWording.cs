using System.Globalization;
using System.Text;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>
/// YARN's words for what becomes of attempts and applications, letter by letter, since people search for them
/// (RMAppAttemptImpl, RMAppImpl, SchedulerApplicationAttempt, CapacityScheduler).
/// </summary>
internal static class AttemptWording
{
    public const string Launched = "AM container is launched, waiting for AM container to Register with RM";

    public static string Dated(string text, DateTimeOffset now) =>
        $"[{now.UtcDateTime.ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture)}] {text}";

    public static string UnknownQueue(Submission submission) =>
        $"Application {submission.Id} submitted by user {submission.User} to unknown queue: {submission.Queue}";

    public static string MasterExited(YarnApplicationAttemptId attempt, ContainerStatusProto status, string page) =>
        $"AM Container for {attempt} exited with  exitCode: {status.ExitStatus}\n"
        + $"Failing this attempt.Diagnostics: {status.Diagnostics}"
        + $"For more detailed output, check the application tracking page: {page}"
        + " Then click on links to logs of each attempt.\n";

    public static string MasterTimedOut(YarnApplicationAttemptId attempt) =>
        $"ApplicationMaster for attempt {attempt} timed out";

    public static string ApplicationFailed(
        Submission submission, int maxAttempts, int globalLimit, string attemptDiagnostics)
    {
        var text = new StringBuilder($"Application {submission.Id} failed {maxAttempts} times");
        if (submission.FailuresValidity is { } validity)
        {
            text.Append(
                CultureInfo.InvariantCulture, $" in previous {(long)validity.TotalMilliseconds} milliseconds");
        }

        if (maxAttempts != globalLimit)
        {
            text.Append(CultureInfo.InvariantCulture, $" (global limit ={globalLimit})");
        }

        return text.Append(CultureInfo.InvariantCulture, $" due to {attemptDiagnostics}. Failing the application.")
            .ToString();
    }

    public static string Killed(YarnApplicationId application, string user, string? diagnostics) =>
        $"Application {application} was killed by user {user}"
        + (string.IsNullOrWhiteSpace(diagnostics) ? "" : $" with diagnostic message: {diagnostics.Trim()}");
}
