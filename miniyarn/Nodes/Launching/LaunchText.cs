namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>What a node replaces in commands and values, literally (ContainerLaunch.expandEnvironment).</summary>
internal sealed class LaunchText(string logFolder)
{
    public string Expand(string text) => text
        .Replace("<LOG_DIR>", logFolder, StringComparison.Ordinal)
        .Replace("<CPS>", ":", StringComparison.Ordinal)
        // Flags for some Java versions: this node has none.
        .Replace("<ADD_OPENS>", "", StringComparison.Ordinal)
        .Replace("{{", "$", StringComparison.Ordinal)
        .Replace("}}", "", StringComparison.Ordinal);
}
