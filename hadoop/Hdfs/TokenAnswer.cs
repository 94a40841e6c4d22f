using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GETDELEGATIONTOKEN; the token is null in SIMPLE clusters.</summary>
sealed record TokenAnswer([property: JsonPropertyName("Token")] TokenAnswer.TokenText? Token)
{
    /// <summary>The token in its URL form.</summary>
    public sealed record TokenText(string UrlString);
}
