namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Keeps the rows for which the predicate holds.</summary>
sealed class FilterOperator<T>(Func<T, bool> predicate) : OperatorDescriptor
{
    public Func<T, bool> Predicate => predicate;

    public override string Kind => "Filter";

    public override Type InputType => typeof(T);

    public override Type OutputType => typeof(T);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
