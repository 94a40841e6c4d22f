namespace FlinkYarn.Api.Graph;

/// <summary>What the environment says for operators that do not say it themselves.</summary>
sealed record GraphSettings(
    string JobName, int Parallelism, int? MaxParallelism, IReadOnlyDictionary<string, string> Configuration);
