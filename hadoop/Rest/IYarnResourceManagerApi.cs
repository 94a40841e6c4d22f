using Refit;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The RM's REST API as it is on the wire (RMWebServices).</summary>
interface IYarnResourceManagerApi
{
    [Post("/ws/v1/cluster/apps/new-application")]
    Task<NewApplication> NewApplicationAsync(CancellationToken cancellationToken);

    [Post("/ws/v1/cluster/apps")]
    Task SubmitAsync([Body] SubmissionContext context, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/apps/{id}")]
    Task<ApplicationAnswer> GetApplicationAsync(string id, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/apps")]
    Task<ApplicationsAnswer> GetApplicationsAsync(
        [Query] Dictionary<string, string> parameters, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/apps/{id}/state")]
    Task<StateBody> GetStateAsync(string id, CancellationToken cancellationToken);

    [Put("/ws/v1/cluster/apps/{id}/state")]
    Task<HttpResponseMessage> PutStateAsync(string id, [Body] StateBody state, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/apps/{id}/appattempts")]
    Task<AttemptsAnswer> GetAttemptsAsync(string id, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/apps/{id}/appattempts/{attemptId}/containers")]
    Task<ContainersAnswer> GetContainersAsync(string id, string attemptId, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/scheduler")]
    Task<SchedulerAnswer> GetSchedulerAsync(CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/nodes")]
    Task<NodesAnswer> GetNodesAsync([Query] string? states, CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/get-node-labels")]
    Task<NodeLabelsAnswer> GetNodeLabelsAsync(CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/metrics")]
    Task<MetricsAnswer> GetMetricsAsync(CancellationToken cancellationToken);

    [Get("/ws/v1/cluster/info")]
    Task<InfoAnswer> GetInfoAsync(CancellationToken cancellationToken);

    [Get("/isActive")]
    Task<HttpResponseMessage> GetIsActiveAsync(CancellationToken cancellationToken);

    [Get("/conf")]
    Task<HttpResponseMessage> GetConfigurationAsync([Query] string name, CancellationToken cancellationToken);
}
