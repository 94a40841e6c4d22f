using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>How the ApplicationMaster's container is launched (ContainerLaunchContextInfo).</summary>
public sealed record ContainerSpec
{
    /// <summary>Link name in the working directory, and the file it leads to.</summary>
    [JsonPropertyName("local-resources")]
    [JsonConverter(typeof(EntryMapConverter<LocalResource>))]
    public IReadOnlyDictionary<string, LocalResource> LocalResources
    {
        get => field ?? new Dictionary<string, LocalResource>();
        init;
    }

    /// <summary>Pasted between double quotes into a script: see <see cref="LaunchScript"/>.</summary>
    [JsonPropertyName("environment")]
    [JsonConverter(typeof(EntryMapConverter<string>))]
    public IReadOnlyDictionary<string, string> Environment { get => field ?? new Dictionary<string, string>(); init; }

    [JsonPropertyName("commands")]
    [JsonConverter(typeof(CommandConverter))]
    public required string Command { get; init; }

    [JsonPropertyName("credentials")]
    public ContainerCredentials? Credentials { get; init; }

    [JsonPropertyName("application-acls")]
    [JsonConverter(typeof(EntryMapConverter<string>))]
    public IReadOnlyDictionary<string, string> Acls { get => field ?? new Dictionary<string, string>(); init; }
}
