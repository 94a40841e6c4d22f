namespace FlinkYarn.Hadoop.Rest;

/// <summary>The body of GET and PUT apps/{id}/state.</summary>
sealed record StateBody(YarnApplicationState State, string? Diagnostics = null);
