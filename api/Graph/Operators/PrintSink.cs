namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Writes each row to the TaskManager's standard output or error: <c>prefix:subtask> row</c>, as Flink.</summary>
sealed class PrintSink<T>(string prefix, bool toStandardError) : OperatorDescriptor
{
    public string Prefix => prefix;

    public bool ToStandardError => toStandardError;

    public override string Kind => "Print";

    public override Type InputType => typeof(T);

    public override Type? OutputType => null;

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
