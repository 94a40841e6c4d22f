using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Operators;

/// <summary>What a keyed aggregation does with the rows of a key, and which keys are this subtask's.</summary>
sealed record KeyedFunction<T, TKey>(
    string OperatorName, Func<T, TKey> Selector, Func<T, T, T> Combine, KeyGroupRange KeyGroups)
    where TKey : notnull;
