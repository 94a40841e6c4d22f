using System.Globalization;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Runtime.Telemetry;

/// <summary>
/// What a process has used of the machine: said in its log's last line, where an operator sizes containers by it.
/// </summary>
/// <param name="Cpu">User and system time together.</param>
/// <param name="PeakResidentBytes">Most physical memory at one time (VmHWM); what YARN's memory check looks at.</param>
sealed partial record ProcessUsage(TimeSpan Cpu, long PeakResidentBytes)
{
    const string Peak = "VmHWM:";

    /// <summary>Of this process, so far.</summary>
    public static ProcessUsage OfThisProcess() => new(Environment.CpuUsage.TotalTime, ReadPeak());

    public void Log(ILogger logger) => LogUsage(
        logger, Cpu.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture), PeakResidentBytes >> 20);

    static long ReadPeak()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(Peak.Length).TrimEnd("kB ".AsSpan()), CultureInfo.InvariantCulture) << 10;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "This process used {Seconds} s of CPU and at most {Megabytes} MB of memory")]
    static partial void LogUsage(ILogger logger, string seconds, long megabytes);
}
