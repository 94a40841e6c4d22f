using System.Security.Cryptography;
using System.Text;
using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class ProgramFolderTests : IDisposable
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

        var (one, packedOne) = await PackAsync("one");
        var (two, packedTwo) = await PackAsync("two");

        one.Sha256.Should().Be(two.Sha256);
        File.ReadAllBytes(packedOne).Should().Equal(File.ReadAllBytes(packedTwo));
    }

    [Theory]
    [InlineData("b.dll", "C")]
    [InlineData("c.dll", "B")]
    public async Task Another_name_or_content_makes_another_program(string name, string text)
    {
        scratch.Write("one/b.dll", "B");
        scratch.Write($"two/{name}", text);

        (await ReadAsync("one")).Sha256.Should().NotBe((await ReadAsync("two")).Sha256);
    }

    [Fact]
    public async Task The_identity_is_the_hash_of_what_sha256sum_prints()
    {
        scratch.Write("one/b.dll", "B");
        scratch.Write("one/a/x.dll", "X");

        var program = await ReadAsync("one");

        program.Size.Should().Be(2);
        program.Sha256.Should().Be(HashOf($"{HashOf("X")}  a/x.dll\n{HashOf("B")}  b.dll\n"));
    }

    [Fact]
    public async Task An_archive_has_the_identity_of_the_folder_that_it_was_packed_from()
    {
        scratch.Write("one/b.dll", new string('x', 100_000));
        scratch.Write("one/a/x.dll", "X");

        var (program, packed) = await PackAsync("one");

        (await new ArchiveExtractor(ArchiveLimits.Default)
            .IdentifyAsync(packed, TestContext.Current.CancellationToken)).Should().Be(program.Sha256);
    }

    [Fact]
    public async Task A_file_that_changes_before_it_is_packed_is_noticed()
    {
        scratch.Write("one/b.dll", "B");
        var program = await ReadAsync("one");
        scratch.Write("one/b.dll", "C");

        await program.Awaiting(it => it.PackAsync(
                new FileInfo(scratch.Path("one.tar.gz")), TestContext.Current.CancellationToken))
            .Should().ThrowAsync<IOException>().WithMessage("*were changed*");
    }

    [Fact]
    public async Task What_was_packed_is_unpacked()
    {
        var name = "Übersetzung/" + new string('n', 90) + "/" + new string('m', 60) + ".txt";
        scratch.Write("one/" + name, "text");
        var (_, packed) = await PackAsync("one");

        await new ArchiveExtractor(ArchiveLimits.Default)
            .ExtractAsync(packed, scratch.Path("out"), TestContext.Current.CancellationToken);

        (await File.ReadAllTextAsync(scratch.Path("out", name), TestContext.Current.CancellationToken))
            .Should().Be("text");
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        scratch.Write("one/b.dll", "B");
        File.CreateSymbolicLink(scratch.Path("one", "link"), "/etc/passwd");

        await FluentActions.Awaiting(() => ReadAsync("one"))
            .Should().ThrowAsync<IOException>().WithMessage("*is a link*");
    }

    public void Dispose() => scratch.Dispose();

    Task<ProgramFolder> ReadAsync(string folder) =>
        ProgramFolder.ReadAsync(scratch.Folder(folder), TestContext.Current.CancellationToken);

    async Task<(ProgramFolder Program, string Archive)> PackAsync(string folder)
    {
        var program = await ReadAsync(folder);
        var archive = scratch.Path(folder + ".tar.gz");
        await program.PackAsync(new FileInfo(archive), TestContext.Current.CancellationToken);
        return (program, archive);
    }

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
