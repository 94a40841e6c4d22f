using System.Diagnostics;
using System.Globalization;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary>
/// The process that runs the cluster of a folder, by the folder's pid file. A pid that was given to another process
/// since is told from ours by the command line.
/// </summary>
internal static class ClusterProcess
{
    const string Name = "FlinkYarn.MiniYarn";

    /// <summary>Null where none runs; the caller disposes it.</summary>
    public static Process? Find(string folder)
    {
        try
        {
            var id = int.Parse(File.ReadAllText(PidFile(folder)), CultureInfo.InvariantCulture);
            return IsOurs(id) ? Process.GetProcessById(id) : null;
        }
        catch (Exception absent) when (absent is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static void Record(string folder) => File.WriteAllText(
        PidFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));

    public static void Forget(string folder) => File.Delete(PidFile(folder));

    static bool IsOurs(int id) =>
        File.ReadAllText($"/proc/{id}/cmdline").Contains(Name, StringComparison.Ordinal);

    static string PidFile(string folder) => Path.Combine(folder, "pid");
}
