using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.TaskManager.Operators.Sources;

/// <summary>
/// Reads a file from a split's offset on, one block ahead of its user: the next block is fetched while the last one is
/// worked on. Asks the file system for the split, and then for as little after it as its last line needs.
/// </summary>
sealed class BlockReader(IFileSystem files, FileSplit split) : IDisposable
{
    const int BlockSize = 256 << 10;
    const int BeyondSplit = 64 << 10;

    readonly Uri path = new(split.Uri);
    readonly CancellationTokenSource stop = new();
    byte[] current = [];
    byte[] ahead = [];
    Stream? stream;
    long rangeEnd = split.Offset;
    long readUpTo = split.Offset;
    Task<int>? reading;

    /// <summary>
    /// The next block; empty at the file's end. False while it is still on its way; <paramref name="whenReady"/> is then
    /// called once.
    /// </summary>
    public bool TryTake(Action whenReady, out ReadOnlyMemory<byte> block)
    {
        block = default;
        reading ??= ReadAsync();
        if (!reading.IsCompleted)
        {
            reading.GetAwaiter().UnsafeOnCompleted(whenReady);
            return false;
        }

        var count = reading.GetAwaiter().GetResult();
        (current, ahead) = (ahead, current);
        block = current.AsMemory(0, count);
        reading = count == 0 ? Task.FromResult(0) : ReadAsync();
        return true;
    }

    public void Dispose()
    {
        stop.Cancel();
        _ = CloseAsync();
    }

    async Task CloseAsync()
    {
        try
        {
            await (reading ?? Task.FromResult(0));
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // Nobody reads on: neither its bytes nor its failure matter.
        }

        if (stream is not null)
        {
            await stream.DisposeAsync();
        }

        stop.Dispose();
    }

    async Task<int> ReadAsync()
    {
        if (ahead.Length == 0)
        {
            ahead = new byte[BlockSize];
        }

        if (readUpTo == rangeEnd)
        {
            if (readUpTo >= split.FileLength)
            {
                return 0;
            }

            await OpenNextAsync();
        }

        var wanted = (int)Math.Min(ahead.Length, rangeEnd - readUpTo);
        var count = await stream!.ReadAtLeastAsync(ahead.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, stop.Token);
        if (count < wanted)
        {
            throw new IOException(
                $"{split.Uri} ends at byte {readUpTo + count}; it had {split.FileLength} bytes when the job began.");
        }

        readUpTo += count;
        return count;
    }

    async Task OpenNextAsync()
    {
        if (stream is not null)
        {
            await stream.DisposeAsync();
        }

        var length = Math.Max(0, split.Offset + split.Length - readUpTo) + BeyondSplit;
        rangeEnd = Math.Min(split.FileLength, readUpTo + length);
        stream = await files.OpenReadAsync(path, readUpTo, rangeEnd - readUpTo, stop.Token);
    }
}
