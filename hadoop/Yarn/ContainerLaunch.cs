using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>What is to run in a container.</summary>
public sealed record ContainerLaunch
{
    /// <summary>One shell line; see <see cref="Rest.LaunchScript"/> for what must be quoted.</summary>
    public required string Command { get; init; }

    /// <summary>Values as they stand in the script: quoted where they must be.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>By the link's name in the container.</summary>
    public required IReadOnlyDictionary<string, ContainerFile> Files { get; init; }

    /// <summary>Never with the ApplicationMaster's own token.</summary>
    public required CredentialsFile Credentials { get; init; }

    public ContainerAcls Acls { get; init; } = new(null, null);

    internal ContainerLaunchContextProto ToProto()
    {
        var context = new ContainerLaunchContextProto { Tokens = ByteString.CopyFrom(Credentials.Write()) };
        context.Command.Add(Command);
        context.Environment.AddRange(
            Environment.Select(entry => new StringStringMapProto { Key = entry.Key, Value = entry.Value }));
        context.LocalResources.AddRange(
            Files.Select(entry => new StringLocalResourceMapProto { Key = entry.Key, Value = entry.Value.ToProto() }));
        context.ApplicationACLs.AddRange(Acls.ToProto());
        return context;
    }
}

/// <summary>A file or archive that YARN brings to a container.</summary>
/// <param name="ModificationTimeMs">Exactly as HDFS tells it; another one fails the container.</param>
/// <param name="IsCached">Shared by the user's applications on a node, otherwise this application's own.</param>
public sealed record ContainerFile(Uri Uri, long Size, long ModificationTimeMs, bool IsArchive, bool IsCached)
{
    internal LocalResourceProto ToProto() => new()
    {
        Resource = new URLProto
        {
            Scheme = Uri.Scheme,
            Host = Uri.Host,
            // Set in any case: an absent port reads 0, which no file system has.
            Port = Uri.Port,
            File = Uri.UnescapeDataString(Uri.AbsolutePath),
        },
        Size = Size,
        Timestamp = ModificationTimeMs,
        Type = IsArchive ? LocalResourceTypeProto.Archive : LocalResourceTypeProto.File,
        Visibility = IsCached ? LocalResourceVisibilityProto.Private : LocalResourceVisibilityProto.Application,
    };
}
