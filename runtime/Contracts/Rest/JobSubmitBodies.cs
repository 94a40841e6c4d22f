using System.Text.Json.Serialization;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Runtime.Contracts.Rest;

/// <summary>The part <c>request</c> of POST /jobs; the names are Flink's, the programs ours.</summary>
/// <param name="JobGraphFileName">File name of the part with the serialized graph.</param>
/// <param name="Programs">By content; they lie on a file system that TaskManagers reach.</param>
sealed record JobSubmitRequest(
    [property: JsonPropertyName("jobGraphFileName"), JsonRequired] string JobGraphFileName,
    [property: JsonPropertyName("programs"), JsonRequired] IReadOnlyList<StagedProgram> Programs);

/// <summary>The answer to POST /jobs.</summary>
/// <param name="JobUrl">Path of the job.</param>
sealed record JobSubmitted([property: JsonPropertyName("jobUrl")] string JobUrl);

/// <summary><c>{}</c>: YARN's proxy cannot carry an answer without a body.</summary>
sealed record EmptyResponse;
