namespace FlinkYarn.Api.Execution;

/// <summary>Set by whoever starts a program's <c>main()</c>: its jobs go to this executor.</summary>
sealed class JobExecutorScope : IDisposable
{
    static readonly AsyncLocal<JobExecutorScope?> Ambient = new();

    readonly JobExecutorScope? outer;

    JobExecutorScope(IJobExecutor executor, int parallelism)
    {
        Executor = executor;
        Parallelism = parallelism;
        outer = Ambient.Value;
    }

    public static JobExecutorScope? Current => Ambient.Value;

    public IJobExecutor Executor { get; }

    /// <summary>The default parallelism of the program's environments.</summary>
    public int Parallelism { get; }

    public static JobExecutorScope Use(IJobExecutor executor, int parallelism)
    {
        var scope = new JobExecutorScope(executor, parallelism);
        Ambient.Value = scope;
        return scope;
    }

    public void Dispose() => Ambient.Value = outer;
}
