namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Combines each row with the last result of its key and emits the new result (Flink's rolling reduce).</summary>
sealed class ReduceOperator<T, TKey>(Func<T, TKey> keySelector, Func<T, T, T> function) : OperatorDescriptor
    where TKey : notnull
{
    public Func<T, TKey> KeySelector => keySelector;

    public Func<T, T, T> Function => function;

    public override string Kind => "Reduce";

    public override Type InputType => typeof(T);

    public override Type OutputType => typeof(T);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
