using System.Globalization;
using System.Text.Json.Nodes;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>
/// Reads JSON with Jettison's tolerance: numbers may be texts, one element may stand for a list, a map is a list of
/// entries and anything else in its place is ignored.
/// </summary>
internal static class JavaJson
{
    public static string Text(this JsonObject json, string name) =>
        json[name] is JsonValue value ? value.ToString() : "";

    public static bool Flag(this JsonObject json, string name) =>
        string.Equals(json.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    public static long Number(this JsonObject json, string name, long otherwise) => json.Text(name) switch
    {
        "" => otherwise,
        var text when long.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw RestFailure.BadRequest($"{name} must be a whole number, not {text}"),
    };

    /// <summary>The object of this name; an empty one where there is none.</summary>
    public static JsonObject Object(this JsonObject json, string name) => json[name] as JsonObject ?? [];

    public static IEnumerable<JsonNode?> Elements(this JsonNode? node) => node switch
    {
        null => [],
        JsonArray array => array,
        _ => (JsonNode?[])[node],
    };

    /// <summary>The entries of a map in the form {"entry":[{"key":…,"value":…}]}.</summary>
    public static IEnumerable<(string Key, JsonNode? Value)> Entries(this JsonObject json, string name) =>
        json.Object(name)["entry"].Elements().OfType<JsonObject>()
            .Select(entry => (entry.Text("key"), entry["value"]));
}
