using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>One file of the user's that goes into every container.</summary>
/// <param name="Link">Its name in the container's work folder.</param>
/// <param name="Local">Uploaded to staging; null for a file that is on the shared file system already.</param>
/// <param name="Remote">Used where it lies; null for a local file.</param>
/// <param name="IsArchive">Unpacked into a folder of the link's name.</param>
sealed record ShipFile(string Link, FileInfo? Local, FileStatus? Remote, bool IsArchive)
{
    static readonly string[] ArchiveEndings = [".tar.gz", ".tgz", ".tar", ".zip"];

    /// <summary>Finds <c>yarn.ship-files</c> and <c>yarn.ship-archives</c>; mistakes are added to the list.</summary>
    public static async Task<IReadOnlyList<ShipFile>> FindAsync(
        YarnOptions options, FileSystemRegistry fileSystems, List<string> mistakes, CancellationToken cancellationToken)
    {
        var found = new List<ShipFile>();
        foreach (var path in options.ShipFiles)
        {
            found.AddRange(await FindAsync("yarn.ship-files", path, false, fileSystems, mistakes, cancellationToken));
        }

        foreach (var path in options.ShipArchives)
        {
            if (ArchiveEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                found.AddRange(await FindAsync(
                    "yarn.ship-archives", path, true, fileSystems, mistakes, cancellationToken));
            }
            else
            {
                mistakes.Add($"yarn.ship-archives: {path} is none of {string.Join(", ", ArchiveEndings)}.");
            }
        }

        mistakes.AddRange(LinkMistakes(found));
        return found;
    }

    static async Task<IEnumerable<ShipFile>> FindAsync(
        string key, string path, bool isArchive, FileSystemRegistry fileSystems, List<string> mistakes,
        CancellationToken cancellationToken)
    {
        if (Uri.TryCreate(path, UriKind.Absolute, out var uri) && uri.Scheme != Uri.UriSchemeFile)
        {
            return await FindRemoteAsync(key, uri, "", isArchive, fileSystems, mistakes, cancellationToken);
        }

        var local = uri?.LocalPath ?? Path.GetFullPath(path);
        if (File.Exists(local))
        {
            return [new ShipFile(Path.GetFileName(local), new FileInfo(local), null, isArchive)];
        }

        if (isArchive || !Directory.Exists(local))
        {
            mistakes.Add($"{key}: there is no {(isArchive ? "archive" : "file or folder")} {local}.");
            return [];
        }

        var folder = new DirectoryInfo(local.TrimEnd('/'));
        return folder.EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => new ShipFile(
                $"{folder.Name}/{Path.GetRelativePath(folder.FullName, file.FullName)}", file, null, false));
    }

    static async Task<IEnumerable<ShipFile>> FindRemoteAsync(
        string key, Uri uri, string prefix, bool isArchive, FileSystemRegistry fileSystems, List<string> mistakes,
        CancellationToken cancellationToken)
    {
        try
        {
            var fileSystem = fileSystems.For(uri);
            var status = await fileSystem.GetStatusAsync(uri, cancellationToken);
            if (status is { IsDirectory: false })
            {
                return [new ShipFile(prefix + status.Name, null, status, isArchive)];
            }

            if (status is null || isArchive)
            {
                mistakes.Add($"{key}: there is no {(isArchive ? "archive" : "file or folder")} {uri}.");
                return [];
            }

            var files = new List<ShipFile>();
            foreach (var entry in await fileSystem.ListAsync(uri, cancellationToken))
            {
                files.AddRange(await FindRemoteAsync(
                    key, entry.Path, $"{prefix}{status.Name}/", false, fileSystems, mistakes, cancellationToken));
            }

            return files;
        }
        catch (IOException failure)
        {
            mistakes.Add($"{key}: {failure.Message}");
            return [];
        }
    }

    static IEnumerable<string> LinkMistakes(IReadOnlyList<ShipFile> files)
    {
        foreach (var group in files.GroupBy(file => file.Link).Where(group => group.Count() > 1))
        {
            yield return $"yarn.ship-files, yarn.ship-archives: '{group.Key}' is there {group.Count()} times; "
                + "each needs a name of its own in the container.";
        }

        foreach (var file in files.Where(file => file.Link.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))))
        {
            yield return $"yarn.ship-files: YARN cannot link '{file.Link}', for its name has a blank. Rename it.";
        }

        string[] taken =
        [
            Runtime.Contracts.Deployment.StagedResource.DistributionLink,
            Runtime.Contracts.Deployment.StagedResource.ProgramsLink,
            Runtime.Contracts.Deployment.StagedResource.JobGraphLink,
            Runtime.Contracts.Deployment.StagedResource.ConfigurationLink,
            Runtime.Contracts.Deployment.StagedResource.CertificateLink,
            Runtime.Contracts.Deployment.StagedResource.SecretLink,
            Runtime.Contracts.Deployment.ApplicationDescriptor.FileName,
        ];
        foreach (var file in files.Where(file => taken.Contains(file.Link.Split('/')[0])))
        {
            yield return $"yarn.ship-files: the name '{file.Link}' is FlinkYarn's own in a container. Rename it.";
        }
    }
}
