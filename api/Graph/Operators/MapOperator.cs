namespace FlinkYarn.Api.Graph.Operators;

/// <summary>One row in, one row out.</summary>
sealed class MapOperator<TIn, TOut>(Func<TIn, TOut> function) : OperatorDescriptor
{
    public Func<TIn, TOut> Function => function;

    public override string Kind => "Map";

    public override Type InputType => typeof(TIn);

    public override Type OutputType => typeof(TOut);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
