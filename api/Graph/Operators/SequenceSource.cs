namespace FlinkYarn.Api.Graph.Operators;

/// <summary>The numbers from and to, both included; each split is a range of them.</summary>
sealed class SequenceSource(long from, long to) : OperatorDescriptor
{
    public long From => from;

    public long To => to;

    public override string Kind => "Sequence";

    public override Type? InputType => null;

    public override Type OutputType => typeof(long);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
