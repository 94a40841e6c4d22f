namespace FlinkYarn.Api.Graph.Partitioning;

/// <summary>How the rows of an output choose their channel. Travels in the chain, rebuilt by the TaskManager.</summary>
abstract class PartitionerDescriptor
{
    public abstract ShipStrategy Strategy { get; }

    /// <summary>The rows' type.</summary>
    public abstract Type RowType { get; }

    public abstract TResult Accept<TResult>(IPartitionerVisitor<TResult> visitor);
}

/// <summary>Gives back the static types of a partitioner.</summary>
interface IPartitionerVisitor<out TResult>
{
    TResult Visit<T>(PlainPartitioner<T> partitioner);

    TResult Visit<T, TKey>(KeyGroupPartitioner<T, TKey> partitioner) where TKey : notnull;
}

/// <summary>Forward, rebalance, rescale, broadcast, global: needs nothing of the row.</summary>
sealed class PlainPartitioner<T>(ShipStrategy strategy) : PartitionerDescriptor
{
    public override ShipStrategy Strategy => strategy;

    public override Type RowType => typeof(T);

    public override TResult Accept<TResult>(IPartitionerVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>By the key's key group (see <see cref="KeyGroups"/>).</summary>
sealed class KeyGroupPartitioner<T, TKey>(Func<T, TKey> keySelector) : PartitionerDescriptor where TKey : notnull
{
    public Func<T, TKey> KeySelector => keySelector;

    public override ShipStrategy Strategy => ShipStrategy.Hash;

    public override Type RowType => typeof(T);

    public override TResult Accept<TResult>(IPartitionerVisitor<TResult> visitor) => visitor.Visit(this);
}
