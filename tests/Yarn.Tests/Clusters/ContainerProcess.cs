using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FlinkYarn.Yarn.Tests.Clusters;

/// <summary>
/// A container's own process on this machine, found by the environment that YARN gives it: containers of clusters in
/// Docker are processes of the machine, too.
/// </summary>
sealed record ContainerProcess(int Id, string Container)
{
    const string Executable = "FlinkYarn.Container";

    // What the kernel keeps of a name.
    const int LongestName = 15;

    /// <summary>Whether it is the ApplicationMaster's: the first container of an attempt.</summary>
    public bool IsMaster => Container.EndsWith("_000001", StringComparison.Ordinal);

    /// <summary>Those of an application that run now.</summary>
    public static IReadOnlyList<ContainerProcess> Of(string application) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let name = Path.GetFileName(folder)
           where char.IsAsciiDigit(name[0])
               && TryRead(Path.Combine(folder, "comm")).TrimEnd() == Executable[..LongestName]
           let container = ContainerOf(folder)
           where container.Contains(application[application.IndexOf('_')..], StringComparison.Ordinal)
           select new ContainerProcess(int.Parse(name, CultureInfo.InvariantCulture), container),
    ];

    /// <summary>Kills it as kill -9 does.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(Id);
        process.Kill();
    }

    static string ContainerOf(string folder)
    {
        const string variable = "CONTAINER_ID=";
        return TryRead(Path.Combine(folder, "environ")).Split('\0')
            .FirstOrDefault(entry => entry.StartsWith(variable, StringComparison.Ordinal))?[variable.Length..] ?? "";
    }

    static string TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.Latin1);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is none of ours.
            return "";
        }
    }
}
