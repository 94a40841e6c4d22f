using System.Globalization;

namespace FlinkYarn.Benchmarks.Measuring;

/// <summary>What Linux tells of other processes (proc(5)).</summary>
static class ProcessTable
{
    // clock ticks a second: fixed for user space on Linux.
    const double Ticks = 100;
    const int ChildrenUser = 13;
    const int ChildrenSystem = 14;

    /// <summary>Null when the process is gone.</summary>
    public static double? PeakResidentMb(int process) => MegabytesOf(process, "VmHWM:");

    /// <inheritdoc cref="PeakResidentMb"/>
    public static double? ResidentMb(int process) => MegabytesOf(process, "VmRSS:");

    /// <summary>CPU seconds of a process's descendants that have ended and were waited for.</summary>
    public static double ChildrenCpuSeconds(int process)
    {
        var text = File.ReadAllText($"/proc/{process}/stat");
        // The name in parentheses may have spaces; the third field follows it.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[ChildrenUser]) + Number(fields[ChildrenSystem])) / Ticks;
    }

    /// <summary>Processes in work folders of a YARN application, with their command lines.</summary>
    public static IReadOnlyList<(int Id, string Command)> OfApplication(string applicationId) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
           where id > 0 && WorkFolder(folder).Contains(applicationId, StringComparison.Ordinal)
           select (id, Command(folder)),
    ];

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    static string WorkFolder(string folder)
    {
        try
        {
            return new FileInfo(Path.Combine(folder, "cwd")).LinkTarget ?? "";
        }
        catch (IOException)
        {
            // Processes come and go while one looks.
            return "";
        }
    }

    static string Command(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    static double? MegabytesOf(int process, string field)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal));
            return line is null ? null : Number(line[field.Length..].TrimEnd("kB ".ToCharArray())) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
