using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Keys;
using FlinkYarn.Api.Types;

namespace FlinkYarn.Api.Graph;

/// <summary>Rows that change tasks must be writable, keys must have a stable hash.</summary>
static class TypeChecks
{
    public static IEnumerable<string> Of(IReadOnlyList<ResolvedOperator> operators) =>
        operators.SelectMany(Of).Distinct();

    static IEnumerable<string> Of(ResolvedOperator operation)
    {
        if (operation.Transformation.Operator is ICollectSink)
        {
            foreach (var problem in TypeSerializers.Problems(operation.Transformation.Operator.InputType!))
            {
                yield return $"{operation.Label}: its rows cannot be collected: {problem}";
            }
        }

        foreach (var input in operation.IsChained ? [] : operation.Inputs)
        {
            foreach (var problem in TypeSerializers.Problems(input.Partitioner.RowType))
            {
                yield return $"{operation.Label}: rows of '{input.Upstream.Transformation.Name}' cannot travel: {problem}";
            }

            if (input.Partitioner.Accept(KeyCheck.Instance) is { } key)
            {
                yield return $"{operation.Label}: {key}";
            }
        }
    }

    /// <summary>Null when the key is one; otherwise why it is not.</summary>
    sealed class KeyCheck : IPartitionerVisitor<string?>
    {
        public static readonly KeyCheck Instance = new();

        public string? Visit<T>(PlainPartitioner<T> partitioner) => null;

        public string? Visit<T, TKey>(KeyGroupPartitioner<T, TKey> partitioner)
            where TKey : notnull
        {
            try
            {
                KeyHashers.For<TKey>();
                return null;
            }
            catch (Exception refused) when (refused is InvalidKeyTypeException or UnserializableTypeException)
            {
                return refused.Message;
            }
        }
    }
}
