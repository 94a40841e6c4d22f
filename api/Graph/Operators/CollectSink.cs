namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Sends the rows, written by their serializer, through the JobManager to the client.</summary>
sealed class CollectSink<T> : OperatorDescriptor, ICollectSink
{
    public override string Kind => "Collect";

    public override Type InputType => typeof(T);

    public override Type? OutputType => null;

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
