using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>An application's tags as {"tag":["a","b"]}.</summary>
sealed class TagsConverter : JsonConverter<IReadOnlyList<string>>
{
    readonly WrappedListConverter<string> reading = new();

    public override IReadOnlyList<string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reading.Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tag"u8);
        foreach (var tag in value)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
