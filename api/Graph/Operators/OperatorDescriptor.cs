namespace FlinkYarn.Api.Graph.Operators;

/// <summary>
/// An operator as the program wrote it: its kind, its types and the user's functions. It travels in the chain by the
/// closure codec; the TaskManager turns it into a running operator through a visitor, which gives back the static types.
/// </summary>
abstract class OperatorDescriptor
{
    /// <summary>Map, Filter, …: the word people read in plans and errors.</summary>
    public abstract string Kind { get; }

    /// <summary>Null for a source.</summary>
    public abstract Type? InputType { get; }

    /// <summary>Null for a sink.</summary>
    public abstract Type? OutputType { get; }

    public abstract TResult Accept<TResult>(IOperatorVisitor<TResult> visitor);
}

/// <summary>One method a kind of operator, with the operator's static types.</summary>
interface IOperatorVisitor<out TResult>
{
    TResult Visit(SequenceSource source);

    TResult Visit<T>(CollectionSource<T> source);

    TResult Visit(TextFileSource source);

    TResult Visit<TIn, TOut>(MapOperator<TIn, TOut> map);

    TResult Visit<T>(FilterOperator<T> filter);

    TResult Visit<TIn, TOut>(FlatMapOperator<TIn, TOut> flatMap);

    TResult Visit<T, TKey>(ReduceOperator<T, TKey> reduce) where TKey : notnull;

    TResult Visit<T, TKey, TNumber>(SumOperator<T, TKey, TNumber> sum)
        where TKey : notnull
        where TNumber : struct, System.Numerics.INumber<TNumber>;

    TResult Visit<T>(PrintSink<T> sink);

    TResult Visit<T>(TextFileSink<T> sink);

    TResult Visit<T>(CollectSink<T> sink);
}
