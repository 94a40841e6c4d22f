using FlinkYarn.Api;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>How a task moves rows and how it ends; a program may set the <c>execution</c> ones for itself.</summary>
sealed class TaskOptions
{
    [ConfigKey("execution.runtime-mode",
        "STREAMING emits every change of a keyed result; BATCH emits each key's last one, when all input has ended.")]
    public RuntimeExecutionMode RuntimeMode { get; set; } = RuntimeExecutionMode.Streaming;

    [ConfigKey("execution.buffer-timeout", "How long a row may wait for others before it is sent on; 0 sends at once.",
        Minimum = 0)]
    public TimeSpan BufferTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    [ConfigKey("execution.batch-size", "Most rows that an operator gets at a time.", Minimum = 1, Maximum = 4096)]
    public int BatchSize { get; set; } = 1024;

    [ConfigKey("task.cancellation.interval", "How often the thread of a task that does not stop is interrupted.",
        Minimum = 1)]
    public TimeSpan CancellationInterval { get; set; } = TimeSpan.FromSeconds(30);

    [ConfigKey("task.cancellation.timeout",
        "A task that has not stopped by then ends its TaskManager, which is replaced; 0 waits for ever.", Minimum = 0)]
    public TimeSpan CancellationTimeout { get; set; } = TimeSpan.FromSeconds(180);
}
