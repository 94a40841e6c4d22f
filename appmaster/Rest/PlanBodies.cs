using FlinkYarn.Api;
using FlinkYarn.Api.Graph;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>What a job is, however it goes: its graph and what its program has set.</summary>
static class PlanBodies
{
    const string RuntimeMode = "execution.runtime-mode";

    // All our edges are pipelined, with bounded buffers.
    const string Exchange = "pipelined_bounded";

    public static JobPlanBody Plan(JobSnapshot job) => new(
        job.JobId, job.Name,
        job.Configuration.GetValueOrDefault(RuntimeMode, nameof(RuntimeExecutionMode.Streaming)).ToUpperInvariant(),
        [
            .. job.Vertices.Select(vertex => new PlanNode(
                vertex.Id, vertex.Parallelism, vertex.Name,
                [.. job.Edges.Where(edge => edge.Target == vertex.Id).Select(Input)])),
        ]);

    public static JobConfiguration Configuration(JobSnapshot job) => new(
        job.JobId, job.Name,
        new ExecutionConfiguration(
            job.Configuration.ToDictionary(pair => pair.Key, pair => Secrets.Shown(pair.Key, pair.Value))));

    static PlanInput Input(JobEdge edge, int number) =>
        new(number, edge.Source, edge.Strategy.ToString().ToUpperInvariant(), Exchange);
}
