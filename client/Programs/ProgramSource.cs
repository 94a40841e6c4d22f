using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Programs;

/// <summary>
/// What <c>run</c> takes as a program: a published assembly, a project or its folder (published first), or an archive
/// of
/// a publish folder.
/// </summary>
sealed class ProgramSource(DotnetPublish publish)
{
    const string RuntimeConfiguration = ".runtimeconfig.json";

    /// <summary>Makes the publish folder that the path stands for.</summary>
    /// <exception cref="MistakesException">The path is none of these; what was found is said.</exception>
    public async Task<PublishedProgram> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return await OpenFolderAsync(new DirectoryInfo(path), cancellationToken);
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new MistakesException(
                $"There is no program {path}. Give a published .dll, a .csproj or its folder, or a .zip or .tar.gz "
                    + $"of a "
                + "publish folder; options stand before it.");
        }

        return file.Extension.ToLowerInvariant() switch
        {
            ".csproj" or ".fsproj" or ".vbproj" => await PublishAsync(file, cancellationToken),
            _ when ArchiveReader.IsArchive(file.Name) =>
                await InScratchAsync(scratch => UnpackAsync(file, scratch, cancellationToken)),
            _ => new PublishedProgram(file.Directory!, file, null),
        };
    }

    /// <summary>The address of a program that lies on a file system of the cluster; null for a local path.</summary>
    public static Uri? RemoteOf(string path) =>
        path.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(path, UriKind.Absolute, out var uri)
            && uri.Scheme != Uri.UriSchemeFile ? uri : null;

    /// <summary>Fetches an archive of a publish folder, so that it is reviewed like every other program.</summary>
    /// <exception cref="MistakesException">There is none.</exception>
    public static async Task<PublishedProgram> FetchAsync(
        Uri archive, FileSystemRegistry fileSystems, CancellationToken cancellationToken)
    {
        var name = archive.Segments[^1];
        if (!ArchiveReader.IsArchive(name))
        {
            throw new MistakesException(
                $"{archive}: a program on a file system is an archive of a publish folder (.zip, .tar.gz, .tgz, "
                + ".tar).");
        }

        return await InScratchAsync(async scratch =>
        {
            var local = new FileInfo(Path.Combine(scratch.FullName, "fetched-" + name));
            await CopyAsync(archive, fileSystems, local, cancellationToken);
            return await UnpackAsync(local, scratch, cancellationToken);
        });
    }

    async Task<PublishedProgram> OpenFolderAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var projects = folder.GetFiles("*.*proj");
        return projects.Length switch
        {
            1 => await PublishAsync(projects[0], cancellationToken),
            > 1 => throw new MistakesException(
                $"{folder.FullName} has {projects.Length} projects; name one: "
                + string.Join(", ", projects.Select(project => project.Name).Order(StringComparer.Ordinal)) + "."),
            _ => new PublishedProgram(folder, EntryOf(folder), null),
        };
    }

    async Task<PublishedProgram> PublishAsync(FileInfo project, CancellationToken cancellationToken) =>
        await InScratchAsync(async scratch =>
        {
            await publish.RunAsync(project, scratch, cancellationToken);
            return new PublishedProgram(scratch, EntryOf(scratch), scratch);
        });

    static async Task CopyAsync(
        Uri source, FileSystemRegistry fileSystems, FileInfo target, CancellationToken cancellationToken)
    {
        try
        {
            var fileSystem = fileSystems.For(source);
            if (await fileSystem.GetStatusAsync(source, cancellationToken) is not { IsDirectory: false })
            {
                throw new MistakesException($"There is no program {source}.");
            }

            await using var content = await fileSystem.OpenReadAsync(source, 0, null, cancellationToken);
            await using var file = target.Create();
            await content.CopyToAsync(file, cancellationToken);
        }
        catch (IOException failure)
        {
            throw new MistakesException($"The program {source} could not be read: {failure.Message}");
        }
    }

    static async Task<PublishedProgram> UnpackAsync(
        FileInfo archive, DirectoryInfo scratch, CancellationToken cancellationToken)
    {
        var folder = scratch.CreateSubdirectory("program");
        try
        {
            await new ArchiveExtractor(ArchiveLimits.Default)
                .ExtractAsync(archive.FullName, folder.FullName, cancellationToken);
        }
        catch (UnsafeArchiveException refused)
        {
            throw new MistakesException(refused.Message);
        }

        // People pack the folder as often as its contents.
        while (folder.GetFiles().Length == 0 && folder.GetDirectories() is [var only])
        {
            folder = only;
        }

        return new PublishedProgram(folder, EntryOf(folder), scratch);
    }

    static async Task<PublishedProgram> InScratchAsync(Func<DirectoryInfo, Task<PublishedProgram>> make)
    {
        var scratch = Directory.CreateTempSubdirectory("flinkyarn-program-");
        try
        {
            return await make(scratch);
        }
        catch
        {
            scratch.Delete(recursive: true);
            throw;
        }
    }

    // dotnet publish writes one such file, named after the assembly that has the entry point.
    static FileInfo EntryOf(DirectoryInfo folder)
    {
        var names = folder.GetFiles("*" + RuntimeConfiguration)
            .Select(file => file.Name[..^RuntimeConfiguration.Length] + ".dll").Order(StringComparer.Ordinal).ToList();
        return names switch
        {
            [var only] => new FileInfo(Path.Combine(folder.FullName, only)),
            [] => throw new MistakesException(
                $"{folder.FullName} is no publish folder of a program: it has no *{RuntimeConfiguration}. "
                + "Publish the project (dotnet publish -c Release) or name the .dll."),
            _ => throw new MistakesException(
                $"{folder.FullName} has several programs; name one: {string.Join(", ", names)}."),
        };
    }
}
