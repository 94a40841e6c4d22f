namespace FlinkYarn.Runtime.Configuration;

/// <summary>One value that somebody gave.</summary>
/// <param name="Value">As it was written.</param>
/// <param name="Origin">Where it was written, for people: <c>config.yaml:12</c>, <c>-D</c>, <c>-p</c>.</param>
sealed record Setting(string Value, string Origin);
