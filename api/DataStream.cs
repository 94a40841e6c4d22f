using System.Runtime.CompilerServices;
using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Functions;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api;

/// <summary>A stream of rows, bounded or not. Its methods only build the program; nothing runs before <c>Execute</c>.</summary>
/// <typeparam name="T">The rows' type: what <see cref="TypeSerializers"/> can write.</typeparam>
public sealed class DataStream<T>
{
    readonly IReadOnlyList<TransformationInput> inputs;
    readonly Transformation? own;

    internal DataStream(StreamExecutionEnvironment environment, Transformation transformation)
        : this(environment, [new TransformationInput(transformation, null)])
    {
        own = transformation;
    }

    internal DataStream(StreamExecutionEnvironment environment, IReadOnlyList<TransformationInput> inputs)
    {
        Environment = environment;
        this.inputs = inputs;
    }

    /// <summary>The environment that this stream belongs to.</summary>
    public StreamExecutionEnvironment Environment { get; }

    /// <summary>One row in, one row out.</summary>
    /// <typeparam name="TOut">The results' type.</typeparam>
    /// <param name="function">Called on the task's thread; what it captures travels with it, frozen at <c>Execute</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<TOut> Map<TOut>(
        Func<T, TOut> function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Then<TOut>(new MapOperator<T, TOut>(NotNull(function)), new ProgramLine(file, line));

    /// <summary>Keeps the rows for which the predicate holds.</summary>
    /// <param name="predicate">Called on the task's thread.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<T> Filter(
        Func<T, bool> predicate, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Then<T>(new FilterOperator<T>(NotNull(predicate)), new ProgramLine(file, line));

    /// <summary>One row in, any number out.</summary>
    /// <typeparam name="TOut">The results' type.</typeparam>
    /// <param name="function">Hands each result to the collector.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<TOut> FlatMap<TOut>(
        FlatMapFunction<T, TOut> function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Then<TOut>(new FlatMapOperator<T, TOut>(NotNull(function)), new ProgramLine(file, line));

    /// <summary>One row in, any number out; the collector's form makes less garbage.</summary>
    /// <typeparam name="TOut">The results' type.</typeparam>
    /// <param name="function">Gives the results.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<TOut> FlatMap<TOut>(
        Func<T, IEnumerable<TOut>> function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        NotNull(function);
        return FlatMap<TOut>(
            (row, output) =>
            {
                foreach (var result in function(row))
                {
                    output.Collect(result);
                }
            },
            file, line);
    }

    /// <summary>Groups the rows by a key; all rows of a key are seen by one subtask, in their order from each sender.</summary>
    /// <typeparam name="TKey">Numbers, strings, enums, tuples and records of such: what has equality by value.</typeparam>
    /// <param name="keySelector">Must give the same key for the same row, always.</param>
    public KeyedStream<T, TKey> KeyBy<TKey>(Func<T, TKey> keySelector)
        where TKey : notnull =>
        new(Environment, Partitioned(new KeyGroupPartitioner<T, TKey>(NotNull(keySelector))), keySelector);

    /// <summary>Joins streams of one type into one.</summary>
    /// <param name="others">Streams of this environment.</param>
    public DataStream<T> Union(params DataStream<T>[] others)
    {
        if (others.Any(other => !ReferenceEquals(other.Environment, Environment)))
        {
            throw new ArgumentException("Streams of two environments cannot be joined.", nameof(others));
        }

        return new DataStream<T>(Environment, [.. inputs, .. others.SelectMany(other => other.inputs)]);
    }

    /// <summary>The next operator's subtasks take the rows in turn.</summary>
    public DataStream<T> Rebalance() => Partitioned(ShipStrategy.Rebalance);

    /// <summary>The next operator's near subtasks take the rows in turn.</summary>
    public DataStream<T> Rescale() => Partitioned(ShipStrategy.Rescale);

    /// <summary>Each of the next operator's subtasks takes every row.</summary>
    public DataStream<T> Broadcast() => Partitioned(ShipStrategy.Broadcast);

    /// <summary>Subtask i gives to subtask i; the parallelisms must be equal.</summary>
    public DataStream<T> Forward() => Partitioned(ShipStrategy.Forward);

    /// <summary>The next operator's first subtask takes all rows.</summary>
    public DataStream<T> Global() => Partitioned(ShipStrategy.Global);

    /// <summary>Writes the rows to the TaskManagers' standard output: <c>subtask> row</c>.</summary>
    /// <param name="prefix">Stands before the subtask's number.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStreamSink<T> Print(
        string prefix = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Sink(new PrintSink<T>(prefix, toStandardError: false), new ProgramLine(file, line));

    /// <summary>
    /// Writes one line a row, one file a subtask (<c>part-0</c>, …) into a folder that must not hold anything yet. The
    /// files appear when the whole job has finished.
    /// </summary>
    /// <param name="uri"><c>hdfs://…</c>, <c>file://…</c> or a local path.</param>
    /// <param name="format">A row's line; its text when not given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStreamSink<T> WriteAsText(
        string uri, Func<T, string>? format = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Sink(new TextFileSink<T>(FileUri.Of(uri), format ?? (row => row?.ToString() ?? "")), new ProgramLine(file, line));

    /// <summary>Runs the program built so far and brings this stream's rows back; the stream must be bounded.</summary>
    /// <param name="jobName">What people see.</param>
    /// <exception cref="JobExecutionException">The job failed or was cancelled.</exception>
    public IReadOnlyList<T> ExecuteAndCollect(string jobName = "FlinkYarn collect") =>
        CollectAllAsync(jobName).GetAwaiter().GetResult();

    /// <summary>Runs the program built so far and brings this stream's rows back as they come.</summary>
    /// <param name="jobName">What people see.</param>
    /// <param name="cancellationToken">Ends the reading and cancels the job.</param>
    /// <exception cref="JobExecutionException">The job failed or was cancelled.</exception>
    public IAsyncEnumerable<T> ExecuteAndCollectAsync(
        string jobName = "FlinkYarn collect", CancellationToken cancellationToken = default)
    {
        var sink = Sink(new CollectSink<T>(), null);
        return RowCollection.RunAsync<T>(Environment, sink.Transformation, jobName, cancellationToken);
    }

    /// <summary>Names the operator, for plans, logs, metrics and errors.</summary>
    /// <param name="name">Not empty.</param>
    public DataStream<T> Name(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Own(nameof(Name)).Name = own!.Inputs.Count == 0 ? $"Source: {name}" : name;
        return this;
    }

    /// <summary>Gives the operator an id that survives changes of the program, so that its state is found again.</summary>
    /// <param name="uid">Unique in the program.</param>
    public DataStream<T> Uid(string uid)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uid);
        Own(nameof(Uid)).Uid = uid;
        return this;
    }

    /// <summary>Subtasks of this operator.</summary>
    /// <param name="parallelism">At least 1.</param>
    public DataStream<T> SetParallelism(int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        var operation = Own(nameof(SetParallelism));
        if (!operation.IsParallel && parallelism > 1)
        {
            throw new InvalidOperationException(
                $"{operation.Name} is read by one subtask; put Rebalance() behind it to go on in parallel.");
        }

        operation.Parallelism = parallelism;
        return this;
    }

    /// <summary>Key groups of this operator.</summary>
    /// <param name="maxParallelism">1 to 32768.</param>
    public DataStream<T> SetMaxParallelism(int maxParallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxParallelism, KeyGroups.MaxParallelismLimit);
        Own(nameof(SetMaxParallelism)).MaxParallelism = maxParallelism;
        return this;
    }

    /// <summary>Begins a new chain with this operator.</summary>
    public DataStream<T> StartNewChain()
    {
        Own(nameof(StartNewChain)).Chaining = Chaining.Head;
        return this;
    }

    /// <summary>Runs this operator in a task of its own.</summary>
    public DataStream<T> DisableChaining()
    {
        Own(nameof(DisableChaining)).Chaining = Chaining.Never;
        return this;
    }

    /// <summary>Operators of one group share slots; those after this one follow it unless they say otherwise.</summary>
    /// <param name="group"><c>default</c> unless set.</param>
    public DataStream<T> SlotSharingGroup(string group)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(group);
        Own(nameof(SlotSharingGroup)).SlotSharingGroup = group;
        return this;
    }

    internal DataStream<TOut> Then<TOut>(OperatorDescriptor operation, ProgramLine? location) =>
        new(Environment, Next(operation, location));

    async Task<IReadOnlyList<T>> CollectAllAsync(string jobName)
    {
        var rows = new List<T>();
        await foreach (var row in ExecuteAndCollectAsync(jobName).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    DataStreamSink<T> Sink(OperatorDescriptor sink, ProgramLine? location)
    {
        var transformation = Next(sink, location);
        transformation.Name = $"Sink: {sink.Kind}";
        Environment.AddSink(transformation);
        return new DataStreamSink<T>(transformation);
    }

    Transformation Next(OperatorDescriptor operation, ProgramLine? location) =>
        new() { Operator = operation, Inputs = inputs, Name = operation.Kind, Location = location };

    DataStream<T> Partitioned(ShipStrategy strategy) => Partitioned(new PlainPartitioner<T>(strategy));

    DataStream<T> Partitioned(PartitionerDescriptor partitioner) =>
        new(Environment, [.. inputs.Select(input => input with { Partitioner = partitioner })]);

    Transformation Own(string method) => own ?? throw new InvalidOperationException(
        $"{method}() belongs behind an operator; Union and partitioning are none.");

    static TFunction NotNull<TFunction>(TFunction function)
        where TFunction : class
    {
        ArgumentNullException.ThrowIfNull(function);
        return function;
    }
}
