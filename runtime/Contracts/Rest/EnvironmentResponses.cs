using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>GET /jobmanager/environment; <c>jvm</c> and <c>classpath</c> are Flink's names.</summary>
sealed record MasterEnvironment(
    [property: JsonPropertyName("jvm")] RuntimeBody Runtime,
    [property: JsonPropertyName("classpath")] IReadOnlyList<string> Assemblies,
    [property: JsonPropertyName("process")] ProcessBody Process);

/// <summary>What runs the process.</summary>
/// <param name="Version">Of .NET.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="Options">The variables of the environment that .NET reads, as <c>NAME=value</c>.</param>
sealed record RuntimeBody(
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("arch")] string Architecture,
    [property: JsonPropertyName("options")] IReadOnlyList<string> Options);

/// <summary>The process itself. Ours.</summary>
/// <param name="StartTime">Milliseconds since 1970.</param>
sealed record ProcessBody(
    [property: JsonPropertyName("id")] int Id,
    [property: JsonPropertyName("start-time")] long StartTime,
    [property: JsonPropertyName("command")] IReadOnlyList<string> Command);
