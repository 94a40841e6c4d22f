using System.Globalization;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>Durations as Flink writes them (TimeUtils): <c>10 s</c>, <c>500ms</c>, <c>1 min</c>; a bare number is milliseconds.</summary>
static class DurationText
{
    static readonly (string[] Labels, long Ticks)[] Units =
    [
        (["d", "day", "days"], TimeSpan.TicksPerDay),
        (["h", "hour", "hours"], TimeSpan.TicksPerHour),
        (["min", "m", "minute", "minutes"], TimeSpan.TicksPerMinute),
        (["s", "sec", "secs", "second", "seconds"], TimeSpan.TicksPerSecond),
        (["ms", "milli", "millis", "millisecond", "milliseconds"], TimeSpan.TicksPerMillisecond),
        (["µs", "micro", "micros", "microsecond", "microseconds"], TimeSpan.TicksPerMicrosecond),
    ];

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0
            || !long.TryParse(trimmed.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var label = trimmed[digits..].Trim().ToLowerInvariant();
        var ticks = label.Length == 0
            ? TimeSpan.TicksPerMillisecond
            : Units.FirstOrDefault(unit => unit.Labels.Contains(label)).Ticks;
        if (ticks == 0 || number > long.MaxValue / ticks)
        {
            return false;
        }

        duration = new TimeSpan(number * ticks);
        return true;
    }

    /// <summary>In the largest unit that divides it.</summary>
    public static string Format(TimeSpan duration)
    {
        var (labels, ticks) = Units.FirstOrDefault(unit => duration.Ticks % unit.Ticks == 0 && duration.Ticks != 0);
        return labels is null ? $"{duration.TotalMilliseconds:0.######} ms" : $"{duration.Ticks / ticks} {labels[0]}";
    }
}
