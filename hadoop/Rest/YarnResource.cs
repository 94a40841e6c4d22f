using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>Memory and virtual cores (ResourceInfo).</summary>
public sealed record YarnResource(
    [property: JsonPropertyName("memory")] long MemoryMb,
    [property: JsonPropertyName("vCores")] int VCores);
