using FlinkYarn.Api.Functions;

namespace FlinkYarn.Api.Graph.Operators;

/// <summary>One row in, any number out, handed to a collector.</summary>
sealed class FlatMapOperator<TIn, TOut>(FlatMapFunction<TIn, TOut> function) : OperatorDescriptor
{
    public FlatMapFunction<TIn, TOut> Function => function;

    public override string Kind => "FlatMap";

    public override Type InputType => typeof(TIn);

    public override Type OutputType => typeof(TOut);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
