using System.Net;
using System.Text.Json;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Cluster;

/// <summary>The ApplicationMaster answered, and the answer is no.</summary>
sealed class MasterRefusedException(string address, HttpStatusCode status, string? body, Exception? cause)
    : IOException($"The ApplicationMaster at {address} refused: {(int)status} {Words(body)}", cause)
{
    public HttpStatusCode Status => status;

    // Flink's body of an error; from a proxy it may be anything.
    static string Words(string? body)
    {
        try
        {
            return string.IsNullOrEmpty(body)
                ? ""
                : string.Join(' ', JsonSerializer.Deserialize(body, RestJson.Default.ErrorResponse)?.Errors ?? []);
        }
        catch (JsonException)
        {
            return body!;
        }
    }
}
