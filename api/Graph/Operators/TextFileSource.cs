namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Lines (UTF-8, ended by LF or CRLF) of a file or of a folder's files; a split is a range of bytes.</summary>
sealed class TextFileSource(string uri) : OperatorDescriptor
{
    public string Uri => uri;

    public override string Kind => "TextFile";

    public override Type? InputType => null;

    public override Type OutputType => typeof(string);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
