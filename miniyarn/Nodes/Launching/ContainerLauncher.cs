using FlinkYarn.Hadoop.Security;
using FlinkYarn.MiniYarn.Nodes.Localization;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>Makes a container's folders, tokens and script, and its process of them (ContainerLaunch.call).</summary>
internal sealed class ContainerLauncher(NodeContext node)
{
    /// <summary>In the work folder; for nobody but its owner.</summary>
    public const string TokenFile = "container_tokens";

    const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Script = Secret | UnixFileMode.UserExecute;

    public async Task<ContainerProcess> StartAsync(NodeContainer container, LocalizedResources resources)
    {
        var folders = node.Folders;
        folders.Create(container.User, container.Id);
        var work = folders.WorkFolder(container.User, container.Id);
        var logs = folders.LogsOf(container.Id);
        var tokens = container.Launch.HasTokens ? container.Launch.Tokens.Memory : CredentialsFile.Empty.Write();
        await WriteAsync(Path.Combine(work, TokenFile), tokens, Secret);

        var command = new LaunchText(logs).Expand(string.Join(' ', container.Launch.Command));
        var script = Path.Combine(work, LaunchScript.Name);
        var text = LaunchScript.Write(
            new LaunchEnvironment(node, container, resources.Counters), resources.Links, command, logs);
        await WriteAsync(script, System.Text.Encoding.UTF8.GetBytes(text), Script);

        // The script exports it too; so leftovers of a killed node are found from their first moment on.
        var mark = ("LOCAL_DIRS", folders.OfApplication(container.User, container.Application));
        return ContainerProcess.Start(script, work, mark);
    }

    static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode mode)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = mode,
        });
        await file.WriteAsync(content);
    }
}
