using System.Text;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>
/// What YARN says of a container's end (DefaultContainerExecutor.launchContainer,
/// ContainerLaunch.handleContainerExit…): of a failure the end of its error logs, of a signal that there was one.
/// </summary>
internal static class ExitReport
{
    const int Killed = 137;
    const int Terminated = 143;
    const int TailBytes = 4096;

    /// <summary>Whether YARN takes the code for a signal from outside.</summary>
    public static bool IsSignal(int exitCode) => exitCode is Killed or Terminated;

    /// <summary>Pieces of diagnostics, in their order; none of a success.</summary>
    public static IEnumerable<string> Describe(ContainerId container, int exitCode, string logFolder)
    {
        if (exitCode == 0)
        {
            yield break;
        }

        if (IsSignal(exitCode))
        {
            yield return $"Container killed on request. Exit code is {exitCode}";
            yield return $"Container exited with a non-zero exit code {exitCode}. ";
            yield break;
        }

        yield return $"Exception from container-launch.\nContainer id: {container}\nExit code: {exitCode}\n";
        yield return $"Container exited with a non-zero exit code {exitCode}. {Tails(logFolder)}";
    }

    static string Tails(string logFolder)
    {
        var text = new StringBuilder();
        var beforeLaunch = new FileInfo(Path.Combine(logFolder, LaunchScript.Errors));
        if (beforeLaunch.Exists)
        {
            text.Append($"Error file: {beforeLaunch.Name}.\n{Tail(beforeLaunch)}");
        }

        var errors = new DirectoryInfo(logFolder).EnumerateFiles()
            .Where(file => file.Name.Contains("stderr", StringComparison.Ordinal)
                || file.Name.Contains("STDERR", StringComparison.Ordinal))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        if (errors.Count > 1)
        {
            text.Append($"Error files: {string.Join(", ", errors.Select(file => file.Name))}.\n");
        }

        return errors.Count == 0 ? text.ToString()
            : text.Append(Tail(errors.MaxBy(file => file.LastWriteTimeUtc)!)).Append('\n').ToString();
    }

    static string Tail(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Max(0, stream.Length - TailBytes);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return $"Last {TailBytes} bytes of {file.Name} :\n{reader.ReadToEnd()}";
    }
}
