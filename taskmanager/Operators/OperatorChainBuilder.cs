using System.Numerics;
using FlinkYarn.Api;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Types;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Operators.Sinks;
using FlinkYarn.TaskManager.Operators.Sources;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>
/// Builds a running chain from its descriptors, from the last operator to the head; the visitor gives each its static
/// types, so that nothing is looked up when rows run.
/// </summary>
sealed class OperatorChainBuilder(OperatorChain chain, ChainSetup setup) : IOperatorVisitor<object>
{
    readonly object[] built = new object[chain.Nodes.Length];
    readonly List<IPartitionWriter> writers = [];
    readonly List<IOperatorResource> resources = [];
    readonly List<FileCommittable> committables = [];
    int current;

    int BatchSize => setup.Options.BatchSize;

    ChainNode Node => chain.Nodes[current];

    public RunningChain Build()
    {
        for (current = chain.Nodes.Length - 1; current >= 0; current--)
        {
            built[current] = Node.Operator.Accept(this);
        }

        return new RunningChain((IChainHead)built[0], writers, resources, committables);
    }

    public object Visit(SequenceSource source) =>
        new SequenceHead(setup.Splits, setup.Signal, BatchSize, Next<long>());

    public object Visit<T>(CollectionSource<T> source) =>
        new CollectionHead<T>(setup.Splits, setup.Signal, source.Elements, Next<T>());

    public object Visit(TextFileSource source) =>
        new TextFileHead(setup.Splits, setup.Signal, setup.Files, BatchSize, Next<string>());

    public object Visit<TIn, TOut>(MapOperator<TIn, TOut> map) =>
        Place(new Map<TIn, TOut>(Node.Name, map.Function, BatchSize, Next<TOut>()));

    public object Visit<T>(FilterOperator<T> filter) =>
        Place(new Filter<T>(Node.Name, filter.Predicate, BatchSize, Next<T>()));

    public object Visit<TIn, TOut>(FlatMapOperator<TIn, TOut> flatMap) =>
        Place(new FlatMap<TIn, TOut>(Node.Name, flatMap.Function, BatchSize, Next<TOut>()));

    public object Visit<T, TKey>(ReduceOperator<T, TKey> reduce)
        where TKey : notnull => Aggregate(reduce.KeySelector, reduce.Function);

    public object Visit<T, TKey, TNumber>(SumOperator<T, TKey, TNumber> sum)
        where TKey : notnull
        where TNumber : struct, INumber<TNumber> =>
        Aggregate(sum.KeySelector, RowMember.Adder<T, TNumber>(sum.Member));

    public object Visit<T>(PrintSink<T> sink) => Place(new Print<T>(
        Node.Name, sink.ToStandardError ? setup.Console.Error : setup.Console.Output,
        Print<T>.LinePrefix(sink.Prefix, setup.Subtask, setup.Parallelism)));

    public object Visit<T>(TextFileSink<T> sink)
    {
        var target = new TextFileTarget(setup.Files, sink.Uri, Context());
        var file = new TextFile<T>(Node.Name, sink.Format, target, setup.Signal);
        resources.Add(file);
        return Place(file);
    }

    public object Visit<T>(CollectSink<T> sink)
    {
        var collect = new Collect<T>(Node.OperatorId, TypeSerializers.For<T>(), setup.Collector, setup.Signal);
        resources.Add(collect);
        return Place(collect);
    }

    object Aggregate<T, TKey>(Func<T, TKey> selector, Func<T, T, T> combine)
        where TKey : notnull
    {
        var keyGroups = KeyGroupRange.Of(setup.Subtask, setup.Parallelism, setup.MaxParallelism);
        var keyed = new KeyedFunction<T, TKey>(Node.Name, selector, combine, keyGroups);
        var emitsAtEnd = setup.Options.RuntimeMode == RuntimeExecutionMode.Batch;
        return Place(new KeyedReduce<T, TKey>(keyed, emitsAtEnd, BatchSize, Next<T>()));
    }

    // The first operator reads the task's input itself.
    object Place<T>(IOperatorOutput<T> operation)
    {
        if (current > 0)
        {
            return operation;
        }

        var input = setup.Input
            ?? throw new InvalidOperationException($"The chain of '{Node.Name}' has no source, and the task no input.");
        return new InputHead<T>(new InputReader<T>(input, TypeSerializers.For<T>(), setup.Limits), operation);
    }

    IOperatorOutput<T> Next<T>()
    {
        List<IOperatorOutput<T>> targets = [.. Node.Next.Select(next => (IOperatorOutput<T>)built[next])];
        foreach (var output in Node.Outputs)
        {
            foreach (var (_, partition) in setup.Outputs.Where(deployed => deployed.ChainOutput == output))
            {
                var builder = new PartitionWriterBuilder(partition, setup, Node.Name);
                var writer = chain.Outputs[output].Partitioner.Accept(builder);
                writers.Add(writer);
                targets.Add((IOperatorOutput<T>)writer);
            }
        }

        return targets.Count == 1 ? targets[0] : new Fanout<T>([.. targets]);
    }

    OperatorContext Context() => new()
    {
        OperatorId = Node.OperatorId,
        Name = Node.Name,
        JobId = setup.JobId,
        Subtask = setup.Subtask,
        Attempt = setup.Attempt,
        Committables = committables,
    };
}
