using System.Security.Cryptography;
using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class ProgramArchiveTests : IDisposable
{
    readonly ScratchFolder scratch = new();

    [Fact]
    public async Task Equal_folders_make_equal_archives_whatever_their_times_modes_and_order()
    {
        scratch.Write("one/b.dll", "B");
        var first = scratch.Write("one/a/x.dll", "X");
        scratch.Write("two/a/x.dll", "X");
        scratch.Write("two/b.dll", "B");
        first.LastWriteTimeUtc = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        if (!OperatingSystem.IsWindows())
        {
            first.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        }

        var one = await PackAsync("one");
        var two = await PackAsync("two");

        one.Sha256.Should().Be(two.Sha256);
        File.ReadAllBytes(one.File.FullName).Should().Equal(File.ReadAllBytes(two.File.FullName));
    }

    [Theory]
    [InlineData("b.dll", "C")]
    [InlineData("c.dll", "B")]
    public async Task Another_name_or_content_makes_another_archive(string name, string text)
    {
        scratch.Write("one/b.dll", "B");
        scratch.Write($"two/{name}", text);

        (await PackAsync("one")).Sha256.Should().NotBe((await PackAsync("two")).Sha256);
    }

    [Fact]
    public async Task The_hash_and_the_size_are_the_files()
    {
        scratch.Write("one/b.dll", new string('x', 100_000));

        var archive = await PackAsync("one");

        var bytes = await File.ReadAllBytesAsync(archive.File.FullName, TestContext.Current.CancellationToken);
        archive.Size.Should().Be(bytes.Length);
        archive.Sha256.Should().Be(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task What_was_packed_is_unpacked()
    {
        var name = "Übersetzung/" + new string('n', 90) + "/" + new string('m', 60) + ".txt";
        scratch.Write("one/" + name, "text");
        var archive = await PackAsync("one");

        await new ArchiveExtractor(ArchiveLimits.Default)
            .ExtractAsync(archive.File.FullName, scratch.Path("out"), TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(scratch.Path("out", name), TestContext.Current.CancellationToken))
            .Should().Be("text");
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        scratch.Write("one/b.dll", "B");
        File.CreateSymbolicLink(scratch.Path("one", "link"), "/etc/passwd");

        await FluentActions.Awaiting(() => PackAsync("one"))
            .Should().ThrowAsync<IOException>().WithMessage("*is a link*");
    }

    public void Dispose() => scratch.Dispose();

    Task<ProgramArchive> PackAsync(string folder) => ProgramArchive.PackAsync(
        scratch.Folder(folder), new FileInfo(scratch.Path(folder + ".tar.gz")), TestContext.Current.CancellationToken);
}
