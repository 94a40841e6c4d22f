using System.Numerics;

namespace FlinkYarn.Api.Graph.Operators;

/// <summary>
/// Rolling sum of one member a key; the other members are those of the key's first row, as Flink's <c>sum(field)</c>.
/// </summary>
sealed class SumOperator<T, TKey, TNumber>(Func<T, TKey> keySelector, string member) : OperatorDescriptor
    where TKey : notnull
    where TNumber : struct, INumber<TNumber>
{
    public Func<T, TKey> KeySelector => keySelector;

    /// <summary>Name of the summed field or property; empty when the row itself is the number.</summary>
    public string Member => member;

    public override string Kind => "Sum";

    public override Type InputType => typeof(T);

    public override Type OutputType => typeof(T);

    public override TResult Accept<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}
