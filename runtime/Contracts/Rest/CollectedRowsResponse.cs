using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>
/// GET /jobs/:jobid/collected/:operatorid?from=N&amp;wait=30000: what a collect sink has gathered, from chunk N on. Waits
/// that long for the next one. Ours. Asking for chunk N lets go of those before it.
/// </summary>
/// <param name="Chunks">Each a whole number of serialized rows.</param>
/// <param name="Next">Number of the chunk to ask for next.</param>
/// <param name="IsEnd">There will be no more: the job has ended and all was given.</param>
sealed record CollectedRowsResponse(
    [property: JsonPropertyName("chunks")] IReadOnlyList<byte[]> Chunks,
    [property: JsonPropertyName("next")] long Next,
    [property: JsonPropertyName("end")] bool IsEnd);
