using System.Text.Json.Serialization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// Tokens and secrets that the container finds in its credentials file (CredentialsInfo). Never logged.
/// </summary>
public sealed record ContainerCredentials
{
    /// <summary>Alias, and the token as URL string.</summary>
    [JsonPropertyName("tokens")]
    [JsonConverter(typeof(EntryMapConverter<string>))]
    public IReadOnlyDictionary<string, string> Tokens { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Alias, and the secret in base64url.</summary>
    [JsonPropertyName("secrets")]
    [JsonConverter(typeof(EntryMapConverter<string>))]
    public IReadOnlyDictionary<string, string> Secrets { get => field ?? new Dictionary<string, string>(); init; }

    public override string ToString() => $"{Tokens.Count} tokens, {Secrets.Count} secrets";
}
