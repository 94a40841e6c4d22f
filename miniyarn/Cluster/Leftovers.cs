using System.Diagnostics;
using System.Text;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>
/// Containers' processes that outlived a cluster which was killed: found by LOCAL_DIRS in their environment, which
/// every container has and hands on to what it starts.
/// </summary>
internal static class Leftovers
{
    /// <summary>Kills them; returns how many there were.</summary>
    public static int Kill(string folder)
    {
        var mark = Encoding.UTF8.GetBytes($"LOCAL_DIRS={Path.TrimEndingDirectorySeparator(folder)}/");
        var count = 0;
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.Id != Environment.ProcessId && HasVariable(process.Id, mark))
                {
                    process.Kill();
                    count++;
                }
            }
        }

        return count;
    }

    static bool HasVariable(int process, ReadOnlySpan<byte> mark)
    {
        try
        {
            ReadOnlySpan<byte> variables = File.ReadAllBytes($"/proc/{process}/environ");
            var at = variables.IndexOf(mark);
            return at == 0 || (at > 0 && variables[at - 1] == 0);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return false;
        }
    }
}
