using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Tests.Artifacts;

/// <summary>
/// Another file system, counted; its next read or creation can be made to fail, or to wait for a moment.
/// </summary>
sealed class CountingFileSystem(IFileSystem inner) : IFileSystem
{
    int opened;
    long written;

    public string Scheme => inner.Scheme;

    public int Opened => opened;

    public long Written => written;

    public bool FailNext { get; set; }

    /// <summary>Called before each rename.</summary>
    public Func<Task> BeforeRename { get; set; } = () => Task.CompletedTask;

    public Task<FileStatus?> GetStatusAsync(Uri path, CancellationToken cancellationToken) =>
        inner.GetStatusAsync(path, cancellationToken);

    public Task<IReadOnlyList<FileStatus>> ListAsync(Uri directory, CancellationToken cancellationToken) =>
        inner.ListAsync(directory, cancellationToken);

    public Task<Stream> OpenReadAsync(Uri path, long offset, long? length, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref opened);
        Fail();
        return inner.OpenReadAsync(path, offset, length, cancellationToken);
    }

    public async Task<Stream> CreateAsync(Uri path, FileCreation creation, CancellationToken cancellationToken)
    {
        Fail();
        return new CountingStream(await inner.CreateAsync(path, creation, cancellationToken), this);
    }

    public async Task<bool> RenameAsync(Uri source, Uri target, CancellationToken cancellationToken)
    {
        await BeforeRename();
        return await inner.RenameAsync(source, target, cancellationToken);
    }

    public Task<bool> DeleteAsync(Uri path, bool recursive, CancellationToken cancellationToken) =>
        inner.DeleteAsync(path, recursive, cancellationToken);

    public Task CreateDirectoryAsync(Uri directory, UnixFileMode mode, CancellationToken cancellationToken) =>
        inner.CreateDirectoryAsync(directory, mode, cancellationToken);

    void Fail()
    {
        if (FailNext)
        {
            FailNext = false;
            throw new IOException("The test's fault.");
        }
    }

    sealed class CountingStream(Stream stream, CountingFileSystem owner) : MemoryStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await stream.WriteAsync(buffer, cancellationToken);
            Interlocked.Add(ref owner.written, buffer.Length);
        }

        public override async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
