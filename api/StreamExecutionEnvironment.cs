using System.Globalization;
using System.Runtime.CompilerServices;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;

namespace FlinkYarn.Api;

/// <summary>Where a program begins: it makes streams, and runs what was built from them.</summary>
/// <remarks>Not thread-safe; a program uses it from its main thread.</remarks>
public sealed class StreamExecutionEnvironment
{
    readonly IJobExecutor executor;
    readonly List<Transformation> sinks = [];
    readonly Dictionary<string, string> configuration = [];

    /// <param name="executor">Where jobs go.</param>
    /// <param name="defaults">What the command line says by configuration key; the program may say otherwise.</param>
    internal StreamExecutionEnvironment(IJobExecutor executor, IReadOnlyDictionary<string, string> defaults)
    {
        this.executor = executor;
        SetParallelism(int.Parse(defaults.GetValueOrDefault("parallelism.default", "1"), CultureInfo.InvariantCulture));
        if (defaults.TryGetValue("execution.runtime-mode", out var mode))
        {
            Set("execution.runtime-mode", mode.ToUpperInvariant());
        }
    }

    /// <summary>Subtasks of operators that do not say their own; 1 unless the command line or the program says otherwise.</summary>
    public int Parallelism { get; private set; }

    /// <summary>Key groups of operators that do not say their own; null to derive it from the parallelism.</summary>
    public int? MaxParallelism { get; private set; }

    /// <summary>
    /// The environment of this process: the cluster's when the program was started by <c>flinkyarn run</c>, otherwise
    /// this process itself, which needs the package FlinkYarn.Local.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither is there.</exception>
    public static StreamExecutionEnvironment GetExecutionEnvironment() => ExecutorDiscovery.CreateEnvironment();

    /// <summary>Sets <see cref="Parallelism"/>.</summary>
    /// <param name="parallelism">At least 1.</param>
    public StreamExecutionEnvironment SetParallelism(int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parallelism, KeyGroups.MaxParallelismLimit);
        Parallelism = parallelism;
        return this;
    }

    /// <summary>Sets <see cref="MaxParallelism"/>, the number of key groups; it is fixed for the life of a job's state.</summary>
    /// <param name="maxParallelism">1 to 32768.</param>
    public StreamExecutionEnvironment SetMaxParallelism(int maxParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxParallelism, KeyGroups.MaxParallelismLimit);
        MaxParallelism = maxParallelism;
        return this;
    }

    /// <summary>Whether aggregations speak as they go or once at the end; <c>Streaming</c> unless set.</summary>
    /// <param name="mode">The mode of the whole job.</param>
    public StreamExecutionEnvironment SetRuntimeMode(RuntimeExecutionMode mode) =>
        Set("execution.runtime-mode", mode.ToString().ToUpperInvariant());

    /// <summary>Sets a configuration key for the jobs of this program, as <c>-D key=value</c> does.</summary>
    /// <param name="key">As on the configuration page.</param>
    /// <param name="value">Its text.</param>
    public StreamExecutionEnvironment Set(string key, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        configuration[key] = value;
        return this;
    }

    /// <summary>The numbers from one to another, both included, in parallel.</summary>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number, not below <paramref name="from"/>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<long> FromSequence(
        long from, long to, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return FromSource<long>(new SequenceSource(from, to), isParallel: true, new ProgramLine(file, line));
    }

    /// <summary>Elements of this process; they travel with the job, so keep them few. Parallelism 1.</summary>
    /// <typeparam name="T">The rows' type.</typeparam>
    /// <param name="elements">Read now, once.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<T> FromCollection<T>(
        IEnumerable<T> elements, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return FromSource<T>(new CollectionSource<T>([.. elements]), isParallel: false, new ProgramLine(file, line));
    }

    /// <summary>The given elements. Parallelism 1.</summary>
    /// <typeparam name="T">The rows' type.</typeparam>
    /// <param name="elements">The rows.</param>
    public DataStream<T> FromElements<T>(params T[] elements) =>
        FromSource<T>(new CollectionSource<T>([.. elements]), isParallel: false, null);

    /// <summary>The lines of a file, or of all files of a folder, read in parallel by block.</summary>
    /// <param name="uri"><c>hdfs://…</c>, <c>file://…</c> or a local path; names that begin with <c>_</c> or <c>.</c> are passed over.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<string> ReadTextFile(
        string uri, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        FromSource<string>(new TextFileSource(FileUri.Of(uri)), isParallel: true, new ProgramLine(file, line));

    /// <summary>Runs what was built since the last execution and waits for its end.</summary>
    /// <param name="jobName">What people see.</param>
    /// <exception cref="InvalidProgramException">The program cannot be run as it is; every mistake is named.</exception>
    /// <exception cref="JobExecutionException">The job failed or was cancelled.</exception>
    public JobExecutionResult Execute(string jobName = "FlinkYarn job") =>
        ExecuteAsync(jobName).GetAwaiter().GetResult().GetResultAsync().GetAwaiter().GetResult();

    /// <summary>Starts what was built since the last execution; completes when the job was accepted.</summary>
    /// <param name="jobName">What people see.</param>
    /// <param name="cancellationToken">Ends the submission.</param>
    /// <exception cref="InvalidProgramException">The program cannot be run as it is; every mistake is named.</exception>
    public Task<IJobClient> ExecuteAsync(
        string jobName = "FlinkYarn job", CancellationToken cancellationToken = default) =>
        executor.SubmitAsync(TakeJobGraph(jobName), cancellationToken);

    internal JobGraph TakeJobGraph(string jobName)
    {
        var settings = new GraphSettings(jobName, Parallelism, MaxParallelism, new Dictionary<string, string>(configuration));
        var graph = JobGraphBuilder.Build(sinks, settings);
        sinks.Clear();
        return graph;
    }

    internal void AddSink(Transformation sink) => sinks.Add(sink);

    DataStream<T> FromSource<T>(OperatorDescriptor source, bool isParallel, ProgramLine? location) =>
        new(this, new Transformation
        {
            Operator = source,
            Name = $"Source: {source.Kind}",
            Inputs = [],
            Location = location,
            Parallelism = isParallel ? null : 1,
            IsParallel = isParallel,
        });
}
