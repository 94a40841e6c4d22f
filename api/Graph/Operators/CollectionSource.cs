namespace FlinkYarn.Api.Graph.Operators;

/// <summary>Elements given in the program; they travel in the chain, splits are ranges of them.</summary>
sealed class CollectionSource<T>(T[] elements) : OperatorDescriptor, ICollectionSource
{
    public T[] Elements => elements;

    public int Count => elements.Length;

    public override string Kind => "Collection";

    public override Type? InputType => null;

    public override Type OutputType => typeof(T);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
