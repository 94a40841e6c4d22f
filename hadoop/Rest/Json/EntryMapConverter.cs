using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>
/// A map as {"entry":[{"key":…,"value":…}]}. A plain JSON map would be ignored by the RM without a word; on reading,
/// one entry may stand for the array.
/// </summary>
sealed class EntryMapConverter<T> : JsonConverter<IReadOnlyDictionary<string, T>>
{
    public override bool HandleNull => true;

    public override IReadOnlyDictionary<string, T> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        if (document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("entry", out var entries))
        {
            IEnumerable<JsonElement> all =
                entries.ValueKind == JsonValueKind.Array ? entries.EnumerateArray() : [entries];
            foreach (var entry in all.Where(entry => entry.ValueKind == JsonValueKind.Object))
            {
                if (entry.TryGetProperty("key", out var key) && entry.TryGetProperty("value", out var value))
                {
                    map[key.ToString()] = value.Deserialize(ValueInfo(options))!;
                }
            }
        }

        return map;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyDictionary<string, T> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("entry"u8);
        foreach (var (key, element) in value)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, key);
            writer.WritePropertyName("value"u8);
            JsonSerializer.Serialize(writer, element, ValueInfo(options));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static JsonTypeInfo<T> ValueInfo(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
