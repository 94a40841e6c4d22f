using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET /conf?name=….</summary>
sealed record ConfigurationAnswer([property: JsonPropertyName("property")] ConfigurationAnswer.Setting? Property)
{
    /// <summary>One property as the server has it.</summary>
    public sealed record Setting(string Key, string? Value);
}
