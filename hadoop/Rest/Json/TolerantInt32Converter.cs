using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>A small whole number that may come quoted, empty or as null.</summary>
sealed class TolerantInt32Converter : JsonConverter<int>
{
    public override bool HandleNull => true;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (int)Math.Clamp(TolerantNumbers.ReadWhole(ref reader), int.MinValue, int.MaxValue);

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
