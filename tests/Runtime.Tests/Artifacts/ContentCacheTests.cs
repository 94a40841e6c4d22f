using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class ContentCacheTests : IDisposable
{
    const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    readonly ScratchFolder scratch = new();
    readonly CountingFileSystem files = new(new LocalFileSystem());

    [Fact]
    public async Task The_second_upload_of_the_same_content_has_no_bytes()
    {
        var content = scratch.Write("program", "content");
        var first = await PutAsync(content);
        var after = files.Written;

        var second = await PutAsync(content);

        after.Should().Be(7);
        files.Written.Should().Be(7);
        second.Should().Be(first);
    }

    [Fact]
    public async Task Of_two_clients_at_once_one_wins_and_both_have_the_file()
    {
        var content = scratch.Write("program", "content");
        var both = new Barrier();
        files.BeforeRename = both.SignalAndWaitAsync;

        var statuses = await Task.WhenAll(PutAsync(content), PutAsync(content));

        statuses.Select(status => status.Path).Distinct().Should().ContainSingle();
        files.Written.Should().Be(14, "the race did happen");
        var left = Directory.GetFiles(scratch.Path("cache", Hash))
            .Should().ContainSingle("temporary files are gone").Which;
        File.ReadAllText(left).Should().Be("content");
    }

    [Fact]
    public async Task A_damaged_file_is_replaced()
    {
        var content = scratch.Write("program", "content");
        scratch.Write($"cache/{Hash}/program.tar.gz", "con");

        var status = await PutAsync(content);

        status.Length.Should().Be(7);
        File.ReadAllText(scratch.Path("cache", Hash, "program.tar.gz")).Should().Be("content");
    }

    [Fact]
    public async Task A_failed_upload_leaves_nothing()
    {
        var content = scratch.Write("program", "content");
        files.FailNext = true;

        await FluentActions.Awaiting(() => PutAsync(content)).Should().ThrowAsync<IOException>();

        Directory.GetFiles(scratch.Path("cache", Hash)).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var status = await PutAsync(scratch.Write("program", "content"));

        status.Mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => scratch.Dispose();

    Task<FileStatus> PutAsync(FileInfo content) => new ContentCache(files, scratch.Uri("cache"), null)
        .PutAsync(Hash, content, "program.tar.gz", null, TestContext.Current.CancellationToken);

    /// <summary>Lets two go on together.</summary>
    sealed class Barrier
    {
        readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int arrived;

        public Task SignalAndWaitAsync()
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                open.SetResult();
            }

            return open.Task;
        }
    }
}
