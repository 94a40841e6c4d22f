using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>A number that may come quoted, empty or as null.</summary>
sealed class TolerantDoubleConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TolerantNumbers.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
