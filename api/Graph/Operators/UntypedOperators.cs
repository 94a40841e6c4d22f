namespace FlinkYarn.Api.Graph.Operators;

/// <summary>A collection source whose type is not known to the asker.</summary>
interface ICollectionSource
{
    int Count { get; }
}

/// <summary>A file sink whose type is not known to the asker.</summary>
interface IFileSink
{
    string Uri { get; }
}

/// <summary>A collect sink whose type is not known to the asker.</summary>
interface ICollectSink;
