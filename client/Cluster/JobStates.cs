using FlinkYarn.Api.Execution;

namespace FlinkYarn.Client.Cluster;

/// <summary>Flink's words for the states of a job, in capitals on the wire.</summary>
static class JobStates
{
    /// <summary>Reads a state.</summary>
    /// <exception cref="IOException">It is none: the ApplicationMaster is of another version.</exception>
    public static JobStatus Parse(string text) => text switch
    {
        // Flink spells one of the two with one l.
        "CANCELED" => JobStatus.Canceled,
        "CANCELLING" => JobStatus.Cancelling,
        _ when Enum.TryParse<JobStatus>(text, ignoreCase: true, out var status) => status,
        _ => throw new IOException($"'{text}' is no state of a job; is the ApplicationMaster of another version?"),
    };

    public static string Format(JobStatus status) => status.ToString().ToUpperInvariant();

    public static bool IsTerminal(this JobStatus status) =>
        status is JobStatus.Finished or JobStatus.Failed or JobStatus.Canceled;
}
