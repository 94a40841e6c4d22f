using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>An id for an application that may now be submitted, and the largest container the RM gives.</summary>
public sealed record NewApplication(
    [property: JsonPropertyName("application-id")] string ApplicationId,
    [property: JsonPropertyName("maximum-resource-capability")] YarnResource MaximumCapability);
