using System.Diagnostics;
using System.Text;

namespace FlinkYarn.Yarn.Tests.Clusters;

/// <summary>
/// A process in a YARN container, seen from this machine: also those of nodes that are containers here themselves.
/// </summary>
/// <param name="Node">Its NodeManager's host:port.</param>
sealed record ContainerProcess(int Id, string ContainerId, string Node, string CommandLine)
{
    public bool IsTaskManager => CommandLine.Contains(" taskmanager", StringComparison.Ordinal);

    public bool IsApplicationMaster => CommandLine.Contains(" appmaster", StringComparison.Ordinal);

    /// <summary>All that live of an application: their environment names a container of it.</summary>
    public static IReadOnlyList<ContainerProcess> Of(string application)
    {
        var containers = application.Replace("application_", "", StringComparison.Ordinal) + "_";
        return [.. from folder in Directory.EnumerateDirectories("/proc")
                   let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
                   where id > 0
                   let process = Read(id)
                   where process is not null && process.ContainerId.Contains(containers, StringComparison.Ordinal)
                   select process];
    }

    /// <summary>SIGKILL, and its end.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(Id);
        process.Kill();
        await Eventually.TrueAsync(() => Task.FromResult(Read(Id)?.ContainerId != ContainerId), $"{this} is gone");
    }

    // Null when it has ended, or belongs to somebody else, or runs in no container.
    static ContainerProcess? Read(int id)
    {
        try
        {
            var environment = Words($"/proc/{id}/environ");
            return Value(environment, "CONTAINER_ID") is { } container
                ? new ContainerProcess(
                    id, container, $"{Value(environment, "NM_HOST")}:{Value(environment, "NM_PORT")}",
                    string.Join(' ', Words($"/proc/{id}/cmdline")))
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static string? Value(string[] environment, string name) => environment
        .FirstOrDefault(variable => variable.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    static string[] Words(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\0');
}
