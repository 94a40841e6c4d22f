namespace FlinkYarn.Api.Graph.Operators;

/// <summary>One UTF-8 line a row, one file a subtask; written aside, renamed when the job finishes.</summary>
sealed class TextFileSink<T>(string uri, Func<T, string> format) : OperatorDescriptor, IFileSink
{
    public string Uri => uri;

    public Func<T, string> Format => format;

    public override string Kind => "TextFileSink";

    public override Type InputType => typeof(T);

    public override Type? OutputType => null;

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
