using System.Globalization;
using System.Text;

namespace FlinkYarn.MiniYarn.Nodes.Watching;

/// <summary>One process as /proc/PID/stat tells it (proc(5)).</summary>
internal sealed record ProcessUse(int Id, int Parent, int Group, int Session, string Name)
{
    const int ParentField = 1;
    const int GroupField = 2;
    const int SessionField = 3;
    const int UserTimeField = 11;
    const int SystemTimeField = 12;
    const int StartField = 19;
    const int VirtualField = 20;
    const int PhysicalField = 21;

    public long UserTicks { get; private init; }

    public long SystemTicks { get; private init; }

    /// <summary>In ticks since the machine's start: tells it from an earlier process of the same number.</summary>
    public long StartedAt { get; private init; }

    public long VirtualBytes { get; private init; }

    public long PhysicalPages { get; private init; }

    public long PhysicalBytes => PhysicalPages * Environment.SystemPageSize;

    /// <summary>Null when the process has ended.</summary>
    public static ProcessUse? Read(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Its words; empty when it has ended.</summary>
    public string ReadCommandLine()
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{Id}/cmdline")).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // The name stands in brackets and may hold any letter, brackets too.
    static ProcessUse Parse(int id, string stat)
    {
        var end = stat.LastIndexOf(')');
        var fields = stat[(end + 2)..].Split(' ');
        return new ProcessUse(
            id, (int)Field(ParentField), (int)Field(GroupField), (int)Field(SessionField),
            stat[(stat.IndexOf('(') + 1)..end])
        {
            UserTicks = Field(UserTimeField),
            SystemTicks = Field(SystemTimeField),
            StartedAt = Field(StartField),
            VirtualBytes = Field(VirtualField),
            PhysicalPages = Field(PhysicalField),
        };

        long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
