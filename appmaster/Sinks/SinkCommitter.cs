using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster.Sinks;

/// <summary>
/// The end of the file sinks: what tasks have written aside becomes visible when all of them have finished, or is
/// removed.
/// </summary>
sealed class SinkCommitter(JobGraph job, FileSystemRegistry fileSystems)
{
    /// <summary>Folder below the output in which tasks write.</summary>
    public const string TemporaryFolder = "_temporary";

    /// <summary>Refuses an output folder that already holds something, as Flink's NO_OVERWRITE does.</summary>
    /// <exception cref="IOException">It does, or it cannot be read.</exception>
    public async Task CheckOutputsAsync(CancellationToken cancellationToken)
    {
        foreach (var output in Outputs)
        {
            var fileSystem = fileSystems.For(output);
            var status = await fileSystem.GetStatusAsync(output, cancellationToken);
            if (status is { IsDirectory: false }
                || (status is not null && (await fileSystem.ListAsync(output, cancellationToken)).Count > 0))
            {
                throw new IOException(
                    $"The output {output} already holds something. Remove it or name another folder: nothing is overwritten.");
            }
        }
    }

    /// <summary>Renames every finished file into place.</summary>
    public async Task CommitAsync(IEnumerable<FileCommittable> committables, CancellationToken cancellationToken)
    {
        foreach (var file in committables)
        {
            var (written, final) = (new Uri(file.WrittenUri), new Uri(file.FinalUri));
            if (!await fileSystems.For(final).RenameAsync(written, final, cancellationToken))
            {
                throw new IOException($"The finished file {written} could not be renamed to {final}.");
            }
        }

        await RemoveTemporariesAsync(cancellationToken);
    }

    /// <summary>Removes what tasks have written aside.</summary>
    public async Task RemoveTemporariesAsync(CancellationToken cancellationToken)
    {
        foreach (var output in Outputs)
        {
            var folder = new Uri(output.AbsoluteUri.TrimEnd('/') + $"/{TemporaryFolder}");
            await fileSystems.For(output).DeleteAsync(folder, recursive: true, cancellationToken);
        }
    }

    IEnumerable<Uri> Outputs =>
        job.Vertices.SelectMany(vertex => vertex.Sinks).OfType<FileSinkSpec>().Select(sink => new Uri(sink.Uri)).Distinct();
}
