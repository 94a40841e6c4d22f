using System.Globalization;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Runtime.Telemetry;

/// <summary>
/// What a process has used of the machine: said in its log's last line, where an operator sizes containers by it.
/// </summary>
static partial class ProcessUsage
{
    // Most physical memory at one time (proc(5)): what YARN's memory check looks at.
    const string Peak = "VmHWM:";

    public static void Log(ILogger logger) => LogUsage(
        logger, Environment.CpuUsage.TotalTime.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        ReadPeakKiB() >> 10);

    static long ReadPeakKiB()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Peak.Length).TrimEnd("kB "), CultureInfo.InvariantCulture);
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "This process used {Seconds} s of CPU and at most {Megabytes} MB of memory")]
    private static partial void LogUsage(ILogger logger, string seconds, long megabytes);
}
