using FlinkYarn.Api.Graph;

namespace FlinkYarn.Api;

/// <summary>The end of a stream, to be named and sized.</summary>
/// <typeparam name="T">The rows' type.</typeparam>
public sealed class DataStreamSink<T>
{
    internal DataStreamSink(Transformation transformation)
    {
        Transformation = transformation;
    }

    internal Transformation Transformation { get; }

    /// <summary>Names the sink, for plans, logs, metrics and errors.</summary>
    /// <param name="name">Not empty.</param>
    public DataStreamSink<T> Name(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Transformation.Name = $"Sink: {name}";
        return this;
    }

    /// <summary>Gives the sink an id that survives changes of the program.</summary>
    /// <param name="uid">Unique in the program.</param>
    public DataStreamSink<T> Uid(string uid)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uid);
        Transformation.Uid = uid;
        return this;
    }

    /// <summary>Subtasks of this sink.</summary>
    /// <param name="parallelism">At least 1.</param>
    public DataStreamSink<T> SetParallelism(int parallelism)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        Transformation.Parallelism = parallelism;
        return this;
    }

    /// <summary>Runs this sink in a task of its own.</summary>
    public DataStreamSink<T> DisableChaining()
    {
        Transformation.Chaining = Chaining.Never;
        return this;
    }
}
