using System.Linq.Expressions;
using System.Numerics;
using System.Runtime.CompilerServices;
using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;

namespace FlinkYarn.Api;

/// <summary>A stream whose rows are grouped by a key; what follows keeps its state by key.</summary>
/// <typeparam name="T">The rows' type.</typeparam>
/// <typeparam name="TKey">The key's type.</typeparam>
public sealed class KeyedStream<T, TKey>
    where TKey : notnull
{
    readonly DataStream<T> partitioned;
    readonly Func<T, TKey> keySelector;

    internal KeyedStream(StreamExecutionEnvironment environment, DataStream<T> partitioned, Func<T, TKey> keySelector)
    {
        Environment = environment;
        this.partitioned = partitioned;
        this.keySelector = keySelector;
    }

    /// <summary>The environment that this stream belongs to.</summary>
    public StreamExecutionEnvironment Environment { get; }

    /// <summary>
    /// Combines each row with the last result of its key: (result, row) → new result; a key's first row is its first
    /// result. Each new result is emitted, or only the last one in batch mode.
    /// </summary>
    /// <param name="function">Must be associative.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DataStream<T> Reduce(
        Func<T, T, T> function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        return partitioned.Then<T>(new ReduceOperator<T, TKey>(keySelector, function), new ProgramLine(file, line));
    }

    /// <summary>
    /// Sums one member a key; the other members are those of the key's first row. Each new sum is emitted, or only the
    /// last one in batch mode.
    /// </summary>
    /// <typeparam name="TNumber">The member's type.</typeparam>
    /// <param name="member">A field or property of the row (<c>row => row.Count</c>), or the row itself.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">The expression is something else.</exception>
    public DataStream<T> Sum<TNumber>(
        Expression<Func<T, TNumber>> member, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TNumber : struct, INumber<TNumber>
    {
        ArgumentNullException.ThrowIfNull(member);
        var operation = new SumOperator<T, TKey, TNumber>(keySelector, RowMember.NameOf(member));
        return partitioned.Then<T>(operation, new ProgramLine(file, line));
    }
}
