namespace FlinkYarn.Runtime.Configuration;

/// <summary>Where and how a program runs; Flink's <c>DeploymentOptions</c> and <c>CoreOptions</c>.</summary>
sealed class ExecutionOptions
{
    /// <summary>Greatest parallelism: the number of key groups cannot be greater.</summary>
    public const int GreatestParallelism = 32768;

    [ConfigKey("execution.target", "Where `run` runs a program; `-t` on the command line.")]
    public ExecutionTarget? Target { get; set; }

    [ConfigKey("execution.attached", "Whether the client waits for the job's end; `-d` says no.")]
    public bool IsAttached { get; set; } = true;

    [ConfigKey("execution.shutdown-on-attached-exit",
        "Whether a client that waits cancels the job when it is interrupted; `-sae` says yes.")]
    public bool ShutdownOnAttachedExit { get; set; }

    [ConfigKey("parallelism.default", "Parallelism of jobs that do not set their own; `-p` on the command line.",
        Minimum = 1, Maximum = GreatestParallelism)]
    public int Parallelism { get; set; } = 1;
}
