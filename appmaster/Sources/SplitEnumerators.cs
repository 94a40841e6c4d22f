using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster.Sources;

/// <summary>Cuts each kind of source into splits.</summary>
sealed class SplitEnumerators(FileSystemRegistry fileSystems)
{
    /// <summary>Several a subtask, so that a fast one can take more.</summary>
    const int RangesPerSubtask = 4;

    const long DefaultBlock = 32L << 20;

    /// <exception cref="IOException">The source is not there or cannot be read.</exception>
    public async Task<ISplitEnumerator> CreateAsync(JobVertex vertex, CancellationToken cancellationToken) =>
        vertex.Source switch
        {
            SequenceSourceSpec sequence => new SplitQueue(Ranges(sequence, vertex.Parallelism * RangesPerSubtask)),
            CollectionSourceSpec collection => new SplitQueue(
                [new Split { Range = new RangeSplit { From = 0, To = collection.Count } }]),
            TextFileSourceSpec file => new SplitQueue(await ListAsync(new Uri(file.Uri), cancellationToken)),
            var unknown => throw new NotSupportedException($"There is no enumerator for {unknown}."),
        };

    static IEnumerable<Split> Ranges(SequenceSourceSpec sequence, int parts)
    {
        // 128 bits: the whole range of long has more numbers than a long can count.
        var count = (Int128)sequence.To - sequence.From + 1;
        for (var part = 0; part < parts; part++)
        {
            var from = sequence.From + (count * part / parts);
            var to = sequence.From + (count * (part + 1) / parts) - 1;
            if (from <= to)
            {
                yield return new Split { Id = part, Range = new RangeSplit { From = (long)from, To = (long)to } };
            }
        }
    }

    async Task<IReadOnlyList<Split>> ListAsync(Uri uri, CancellationToken cancellationToken)
    {
        var fileSystem = fileSystems.For(uri);
        var status = await fileSystem.GetStatusAsync(uri, cancellationToken)
            ?? throw new FileNotFoundException($"The input {uri} does not exist.");
        var files = new List<FileStatus>();
        await AddFilesAsync(status, isNamed: true);
        var splits = new List<Split>();
        foreach (var file in files)
        {
            var block = file.BlockSize > 0 ? file.BlockSize : DefaultBlock;
            for (long offset = 0; offset < file.Length; offset += block)
            {
                splits.Add(new Split
                {
                    Id = splits.Count,
                    File = new FileSplit
                    {
                        Uri = file.Path.AbsoluteUri,
                        Offset = offset,
                        Length = Math.Min(block, file.Length - offset),
                        FileLength = file.Length,
                    },
                });
            }
        }

        return splits;

        async Task AddFilesAsync(FileStatus entry, bool isNamed)
        {
            // Names that begin with _ or . are of writers at work (Hadoop's hidden file filter).
            if (!isNamed && entry.Name is ['_' or '.', ..])
            {
                return;
            }

            if (!entry.IsDirectory)
            {
                files.Add(entry);
                return;
            }

            foreach (var child in await fileSystem.ListAsync(entry.Path, cancellationToken))
            {
                await AddFilesAsync(child, isNamed: false);
            }
        }
    }
}
