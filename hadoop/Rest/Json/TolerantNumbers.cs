using System.Globalization;
using System.Text.Json;

namespace FlinkYarn.Hadoop.Rest.Json;

/// <summary>
/// Reads a number that may be a number, a string or null: the mapped JSON of the RM quotes all values.
/// </summary>
static class TolerantNumbers
{
    public static double Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.Null => 0,
        JsonTokenType.String when string.IsNullOrWhiteSpace(reader.GetString()) => 0,
        JsonTokenType.String when double.TryParse(
            reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new JsonException($"A number was expected, not {reader.TokenType}."),
    };

    public static long ReadWhole(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole))
        {
            return whole;
        }

        if (reader.TokenType == JsonTokenType.String
            && long.TryParse(reader.GetString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out whole))
        {
            return whole;
        }

        // Saturates: the RM writes Long.MAX_VALUE for "no limit" and NaN for "not known".
        var number = Read(ref reader);
        return double.IsNaN(number) ? 0 : (long)Math.Clamp(number, long.MinValue, long.MaxValue);
    }
}
