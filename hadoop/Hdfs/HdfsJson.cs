using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The generated JSON readers of WebHDFS.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(FileStatusAnswer))]
[JsonSerializable(typeof(ListingAnswer))]
[JsonSerializable(typeof(ListingPageAnswer))]
[JsonSerializable(typeof(BooleanAnswer))]
[JsonSerializable(typeof(ContentSummaryAnswer))]
[JsonSerializable(typeof(HomeDirectoryAnswer))]
[JsonSerializable(typeof(LocationAnswer))]
[JsonSerializable(typeof(BlockLocationsAnswer))]
[JsonSerializable(typeof(LocatedBlocksAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
sealed partial class HdfsJson : JsonSerializerContext;
