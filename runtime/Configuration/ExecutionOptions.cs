namespace FlinkYarn.Runtime.Configuration;

/// <summary>How rows move through a job; a program may set these for itself.</summary>
sealed record ExecutionOptions
{
    [ConfigKey("execution.buffer-timeout", "How long a row may wait for others before it is sent on; 0 sends at once.")]
    public TimeSpan BufferTimeout { get; init; } = TimeSpan.FromMilliseconds(100);

    [ConfigKey("execution.batch-size", "Most rows an operator gets at a time.", Minimum = 1, Maximum = 4096)]
    public int BatchSize { get; init; } = 1024;
}
