using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>All that the RM must know to run an application (ApplicationSubmissionContextInfo).</summary>
public sealed record SubmissionContext
{
    [JsonPropertyName("application-id")]
    public required string ApplicationId { get; init; }

    [JsonPropertyName("application-name")]
    public required string Name { get; init; }

    /// <summary>At most 20 characters; the RM cuts the rest off.</summary>
    [JsonPropertyName("application-type")]
    public required string Type { get; init; }

    [JsonPropertyName("queue")]
    public string Queue { get => field ?? "default"; init; }

    [JsonPropertyName("priority")]
    public int? Priority { get; init; }

    [JsonPropertyName("max-app-attempts")]
    public int MaxAttempts { get; init; } = 1;

    [JsonPropertyName("keep-containers-across-application-attempts")]
    public bool KeepContainersAcrossAttempts { get; init; }

    /// <summary>Failures of attempts older than this are forgiven; −1 forgives none.</summary>
    [JsonPropertyName("attempt-failures-validity-interval")]
    public long AttemptFailuresValidityMs { get; init; } = -1;

    [JsonPropertyName("unmanaged-AM")]
    public bool IsUnmanaged { get; init; }

    [JsonPropertyName("cancel-tokens-when-complete")]
    public bool CancelTokensWhenComplete { get; init; } = true;

    /// <summary>The ApplicationMaster's container.</summary>
    [JsonPropertyName("resource")]
    public required YarnResource Resource { get; init; }

    /// <summary>At most ten of at most 100 ASCII characters; the RM makes them lower case.</summary>
    [JsonPropertyName("application-tags")]
    [JsonConverter(typeof(TagsConverter))]
    public IReadOnlyList<string>? Tags { get; init; }

    [JsonPropertyName("app-node-label-expression")]
    public string? NodeLabel { get; init; }

    [JsonPropertyName("am-container-node-label-expression")]
    public string? ApplicationMasterNodeLabel { get; init; }

    [JsonPropertyName("log-aggregation-context")]
    public LogAggregation? LogAggregation { get; init; }

    [JsonPropertyName("am-container-spec")]
    public required ContainerSpec Container { get; init; }
}
