namespace FlinkYarn.Api.Functions;

/// <summary>Takes the rows that a function emits.</summary>
/// <typeparam name="T">The rows' type.</typeparam>
public interface ICollector<in T>
{
    /// <summary>Emits one row. Called on the task's thread only, during the function's call.</summary>
    /// <param name="row">The row.</param>
    void Collect(T row);
}

/// <summary>Turns one row into any number of rows.</summary>
/// <typeparam name="TIn">The input rows' type.</typeparam>
/// <typeparam name="TOut">The output rows' type.</typeparam>
/// <param name="row">The input row.</param>
/// <param name="output">Takes the output rows; valid during the call only.</param>
public delegate void FlatMapFunction<in TIn, out TOut>(TIn row, ICollector<TOut> output);
