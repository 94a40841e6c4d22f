using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The body of GETFILEBLOCKLOCATIONS (3.3 and later).</summary>
sealed record BlockLocationsAnswer(
    [property: JsonPropertyName("BlockLocations")] BlockLocationsAnswer.LocationList Locations)
{
    /// <summary>The list inside.</summary>
    public sealed record LocationList(
        [property: JsonPropertyName("BlockLocation")] IReadOnlyList<HdfsBlockLocation>? Blocks);
}
