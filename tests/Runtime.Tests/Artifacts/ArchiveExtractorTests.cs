using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FlinkYarn.Runtime.Artifacts;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class ArchiveExtractorTests : IDisposable
{
    readonly ScratchFolder scratch = new();

    [Fact]
    public async Task A_good_archive_is_unpacked()
    {
        var archive = Tar(File("a.dll", "one"), File("sub/b.txt", "two"));

        await Extract(archive);

        System.IO.File.ReadAllText(scratch.Path("out", "a.dll")).Should().Be("one");
        System.IO.File.ReadAllText(scratch.Path("out", "sub", "b.txt")).Should().Be("two");
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/tmp/flinkyarn-rooted")]
    [InlineData("../out-evil/x")]
    public async Task An_archive_that_leads_out_is_refused_before_anything_is_written(string name)
    {
        var archive = Tar(File("first.txt", "good"), File(name, "bad"));

        await Refused(archive);

        System.IO.File.Exists("/tmp/flinkyarn-rooted").Should().BeFalse();
        Directory.Exists(scratch.Path("out-evil")).Should().BeFalse();
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.BlockDevice)]
    [InlineData(TarEntryType.Fifo)]
    public async Task Links_and_devices_refuse_the_archive(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "link");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        await Refused(Tar(File("first.txt", "good"), entry));
    }

    [Fact]
    public async Task The_same_name_twice_refuses_the_archive() => await Refused(Tar(File("a", "1"), File("a", "2")));

    [Fact]
    public async Task A_bomb_is_refused_by_its_ratio()
    {
        var archive = Tar(File("zeros", new string('\0', 32 << 20)));

        await Refused(archive, new ArchiveLimits { Ratio = 10 });
    }

    [Fact]
    public async Task Too_much_in_all_is_refused() =>
        await Refused(Tar(File("a", "12345678"), File("b", "12345678")), new ArchiveLimits { TotalBytes = 15 });

    [Fact]
    public async Task Too_many_entries_are_refused() =>
        await Refused(Tar(File("a", "1"), File("b", "2"), File("c", "3")), new ArchiveLimits { Entries = 2 });

    [Fact]
    public async Task An_archive_cut_short_is_refused()
    {
        var archive = Tar(File("a", string.Join(' ', Enumerable.Range(0, 100_000))));
        using (var file = System.IO.File.OpenWrite(archive))
        {
            file.SetLength(file.Length / 2);
        }

        await Refused(archive);
    }

    [Fact]
    public async Task What_is_no_archive_is_refused()
    {
        var file = scratch.Write("x.tar.gz", "hello");

        await Refused(file.FullName);
    }

    [Fact]
    public async Task A_zip_with_a_link_is_refused()
    {
        var path = scratch.Path("x.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(zip, "a", "good", 0x8000);
            Add(zip, "link", "/etc/passwd", 0xA000);
        }

        await Refused(path);
    }

    [Fact]
    public async Task A_zip_that_leads_out_is_refused()
    {
        var path = scratch.Path("x.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Add(zip, "a", "good", 0);
            Add(zip, "../b", "bad", 0);
        }

        await Refused(path);
    }

    [Fact]
    public async Task A_folder_that_is_not_fresh_is_left_alone()
    {
        scratch.Write("out/mine", "keep");

        await FluentActions.Awaiting(() => Extract(Tar(File("a", "1")))).Should().ThrowAsync<IOException>();

        Directory.GetFiles(scratch.Path("out")).Should().ContainSingle();
    }

    public void Dispose() => scratch.Dispose();

    static void Add(ZipArchive zip, string name, string text, int kind)
    {
        var entry = zip.CreateEntry(name);
        entry.ExternalAttributes = (kind | 0x1A4) << 16;
        using var content = entry.Open();
        content.Write(Encoding.UTF8.GetBytes(text));
    }

    static PaxTarEntry File(string name, string text) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    string Tar(params TarEntry[] entries)
    {
        var path = scratch.Path("x.tar.gz");
        using var file = System.IO.File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach (var entry in entries)
        {
            tar.WriteEntry(entry);
        }

        return path;
    }

    Task Extract(string archive, ArchiveLimits? limits = null) =>
        new ArchiveExtractor(limits ?? ArchiveLimits.Default)
            .ExtractAsync(archive, scratch.Path("out"), TestContext.Current.CancellationToken);

    async Task Refused(string archive, ArchiveLimits? limits = null)
    {
        await FluentActions.Awaiting(() => Extract(archive, limits)).Should().ThrowAsync<UnsafeArchiveException>();

        Directory.Exists(scratch.Path("out")).Should().BeFalse("nothing is written of an archive that is refused");
    }
}
