namespace FlinkYarn.Hadoop.Configuration;

/// <summary>One property as a file states it.</summary>
sealed record SiteProperty(string Name, string Value, bool IsFinal);
