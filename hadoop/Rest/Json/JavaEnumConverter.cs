using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>
/// A Java enum's constant (NEW_SAVING) as ours (NewSaving); a constant we do not know becomes the default.
/// </summary>
sealed class JavaEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && Enum.TryParse<T>(reader.GetString()!.Replace("_", "", StringComparison.Ordinal), true, out var value)
        && Enum.IsDefined(value)
            ? value
            : default;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(JavaName.Of(value));
}
