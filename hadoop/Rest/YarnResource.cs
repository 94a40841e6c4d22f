using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>Memory and virtual cores (ResourceInfo).</summary>
public sealed record YarnResource(
    [property: JsonPropertyName("memory")] long MemoryMb,
    [property: JsonPropertyName("vCores")] int VCores)
{
    /// <summary>All types of a resource, memory and cores too; null where only those two are known.</summary>
    [JsonPropertyName("resourceInformations")]
    [JsonConverter(typeof(WrappedListConverter<YarnResourceType>))]
    public IReadOnlyList<YarnResourceType>? Types { get; init; }
}

/// <summary>How much of one type (ResourceInformation); Hadoop before 3 has none.</summary>
public sealed record YarnResourceType
{
    public string Name { get => field ?? ""; init; }

    public long Value { get; init; }
}
