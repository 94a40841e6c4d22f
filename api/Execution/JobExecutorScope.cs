namespace FlinkYarn.Api.Execution;

/// <summary>
/// Who runs the jobs of the program that is called inside the scope, threads and tasks that it starts included; what a
/// command sets around a program's <c>main()</c>.
/// </summary>
sealed class JobExecutorScope : IDisposable
{
    static readonly AsyncLocal<JobExecutorScope?> Ambient = new();

    readonly JobExecutorScope? outer = Ambient.Value;

    /// <summary>Opens a scope; dispose it to close.</summary>
    public JobExecutorScope(IJobExecutor executor, IReadOnlyDictionary<string, string> configuration)
    {
        Executor = executor;
        Configuration = configuration;
        Ambient.Value = this;
    }

    /// <summary>Null when the program was started by itself.</summary>
    public static JobExecutorScope? Current => Ambient.Value;

    public IJobExecutor Executor { get; }

    /// <summary>Settings by key that are the program's defaults, <c>parallelism.default</c> for one.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; }

    public void Dispose() => Ambient.Value = outer;
}
