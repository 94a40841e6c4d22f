using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>A list inside an object that has only it: {"app":[…]}, {"app":{…}}, {} or null (JAXB's lists).</summary>
sealed class WrappedListConverter<T> : JsonConverter<IReadOnlyList<T>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var list = new List<T>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            OneOrManyConverter<T>.ReadInto(list, ref reader, options);
        }
        else if (!OneOrManyConverter<T>.IsNothing(ref reader))
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException($"A list was expected, not {reader.TokenType}.");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                reader.Read();
                OneOrManyConverter<T>.ReadInto(list, ref reader, options);
            }
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Lists of this form are only read.");
}
