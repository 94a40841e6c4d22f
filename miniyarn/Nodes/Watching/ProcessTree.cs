using System.Globalization;
using System.Text;

namespace FlinkYarn.MiniYarn.Nodes.Watching;

/// <summary>
/// The processes of one container: its first one, what descends from it, and what shares its session.
/// </summary>
internal sealed class ProcessTree(IReadOnlyList<ProcessUse> members)
{
    const int TicksToMilliseconds = 10;

    public IReadOnlyList<ProcessUse> Members => members;

    public long PhysicalBytes => members.Sum(process => process.PhysicalBytes);

    public long VirtualBytes => members.Sum(process => process.VirtualBytes);

    /// <summary>All processes of this machine, by their parent.</summary>
    public static ILookup<int, ProcessUse> ReadAll() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0)
        .Select(ProcessUse.Read).OfType<ProcessUse>()
        .ToLookup(process => process.Parent);

    public static ProcessTree Of(int root, ILookup<int, ProcessUse> all)
    {
        var found = all.SelectMany(children => children)
            .Where(process => process.Id == root || process.Session == root).ToDictionary(process => process.Id);
        var open = new Queue<int>(found.Keys);
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in all[parent])
            {
                if (found.TryAdd(child.Id, child))
                {
                    open.Enqueue(child.Id);
                }
            }
        }

        return new ProcessTree([.. found.Values.OrderBy(process => process.Id)]);
    }

    /// <summary>A line for each (ProcfsBasedProcessTree.getProcessTreeDump).</summary>
    public string Dump()
    {
        var text = new StringBuilder(
            "\t|- PID PPID PGRPID SESSID CMD_NAME USER_MODE_TIME(MILLIS) SYSTEM_TIME(MILLIS) VMEM_USAGE(BYTES) "
            + "RSSMEM_USAGE(PAGES) FULL_CMD_LINE\n");
        foreach (var process in members)
        {
            text.Append($"\t|- {process.Id} {process.Parent} {process.Group} {process.Session} ({process.Name}) "
                + $"{process.UserTicks * TicksToMilliseconds} {process.SystemTicks * TicksToMilliseconds} "
                + $"{process.VirtualBytes} {process.PhysicalPages} {process.ReadCommandLine()}\n");
        }

        return text.ToString();
    }
}
