namespace FlinkYarn.TaskManager.Network.Dispatch;

/// <summary>How rows of a hash-partitioned output get their key group.</summary>
/// <param name="OperatorName">Whom a failure of the selector is told of.</param>
sealed record KeyedOutput<T, TKey>(Func<T, TKey> Selector, int MaxParallelism, string OperatorName)
    where TKey : notnull;
