using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>
/// A list that comes as an array, as its single element, as {}, "" or null (Jettison's mapped convention).
/// </summary>
sealed class OneOrManyConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var list = new List<T>();
        ReadInto(list, ref reader, options);
        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var element in value)
        {
            JsonSerializer.Serialize(writer, element, ElementInfo(options));
        }

        writer.WriteEndArray();
    }

    internal static void ReadInto(List<T> list, ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadInto(list, ref reader, options);
            }
        }
        else if (!IsNothing(ref reader))
        {
            list.Add(JsonSerializer.Deserialize(ref reader, ElementInfo(options))!);
        }
    }

    /// <summary>Whether the reader stands on null, "" or {}; it then stands on the last token of that.</summary>
    internal static bool IsNothing(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            var ahead = reader;
            if (ahead.Read() && ahead.TokenType == JsonTokenType.EndObject)
            {
                reader.Read();
                return true;
            }
        }

        return reader.TokenType == JsonTokenType.Null
            || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(""u8));
    }

    static JsonTypeInfo<T> ElementInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
