using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GET_BLOCK_LOCATIONS, which older servers have too.</summary>
sealed record LocatedBlocksAnswer([property: JsonPropertyName("LocatedBlocks")] LocatedBlocksAnswer.Located Blocks)
{
    public IReadOnlyList<HdfsBlockLocation> ToLocations() =>
        [.. (Blocks.LocatedBlocks ?? []).Select(block => new HdfsBlockLocation(
            block.StartOffset, block.Block.NumBytes, [.. block.Locations.Select(node => node.HostName)]))];

    /// <summary>The list inside.</summary>
    public sealed record Located(IReadOnlyList<LocatedBlock>? LocatedBlocks);

    /// <summary>One block.</summary>
    public sealed record LocatedBlock(long StartOffset, BlockSize Block, IReadOnlyList<DataNode> Locations);

    /// <summary>The block's own facts.</summary>
    public sealed record BlockSize(long NumBytes);

    /// <summary>A DataNode that has it.</summary>
    public sealed record DataNode(string HostName);
}
