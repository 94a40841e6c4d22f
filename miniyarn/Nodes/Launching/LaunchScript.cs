using System.Text;
using FlinkYarn.MiniYarn.Nodes.Localization;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>
/// launch_container.sh, by which a container becomes a process (ContainerLaunch.UnixShellScriptBuilder): variables,
/// links, a record for those who look for a fault, and the command in a shell of its own.
/// </summary>
internal static class LaunchScript
{
    public const string Name = "launch_container.sh";

    /// <summary>What the script itself could not do stands in this log.</summary>
    public const string Errors = "prelaunch.err";

    const string Output = "prelaunch.out";

    public static string Write(
        LaunchEnvironment environment, IReadOnlyList<ResourceLink> links, string command, string logFolder)
    {
        var script = new StringBuilder("#!/bin/bash\n\nset -o pipefail -e\n");
        Redirect("PRELAUNCH_OUT", Output, ">");
        Redirect("PRELAUNCH_ERR", Errors, "2>");
        Line("echo \"Setting up env variables\"");
        foreach (var line in environment.Lines())
        {
            Line(line);
        }

        Line("echo \"Setting up job resources\"");
        foreach (var link in links)
        {
            if (Path.GetDirectoryName(link.Name) is { Length: > 0 } above)
            {
                Line($"mkdir -p \"{above}\"");
            }

            Line($"ln -sf -- \"{link.Target}\" \"{link.Name}\"");
        }

        Line("echo \"Copying debugging information\"");
        Line($"cp \"{Name}\" \"{logFolder}/{Name}\"");
        Line($"chmod 640 \"{logFolder}/{Name}\"");
        Line($"ls -l 1>\"{logFolder}/directory.info\"");
        Line("echo \"Launching container\"");
        Line($"exec /bin/bash -c \"{command}\"");
        return script.ToString();

        void Line(string line) => script.Append(line).Append('\n');

        void Redirect(string variable, string file, string redirection)
        {
            Line($"export {variable}=\"{logFolder}/{file}\"");
            Line($"exec {redirection}\"${{{variable}}}\"");
        }
    }
}
