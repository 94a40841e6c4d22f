using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Tests.Clusters;

/// <summary>A job as a session got it.</summary>
sealed record FakeSubmission(JobSubmitRequest Request, JobGraph Graph)
{
    public JobSummary Summary => Job(Graph.JobId, Graph.Name, "RUNNING", 1_700_000_000_000);

    /// <summary>A job as it is listed.</summary>
    public static JobSummary Job(string id, string name, string state, long started) => new()
    {
        Id = id, Name = name, State = state, StartTime = started, EndTime = -1, Duration = 1,
        Tasks = new Dictionary<string, int> { ["total"] = 1 },
    };
}
