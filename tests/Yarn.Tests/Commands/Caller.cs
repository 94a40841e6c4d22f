namespace FlinkYarn.Yarn.Tests.Commands;

/// <summary>Who runs a command, and what stands on its standard input.</summary>
sealed record Caller
{
    /// <summary>HADOOP_USER_NAME; null for the user of this process.</summary>
    public string? User { get; init; }

    public string Input { get; init; } = "";
}
