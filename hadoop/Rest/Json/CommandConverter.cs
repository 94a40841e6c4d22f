using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>
/// A launch command as {"command":"…"}: as an array the RM would read it as no command, and run nothing.
/// </summary>
sealed class CommandConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetProperty("command").GetString()
            ?? throw new JsonException("The command is null.");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("command"u8, value);
        writer.WriteEndObject();
    }
}
