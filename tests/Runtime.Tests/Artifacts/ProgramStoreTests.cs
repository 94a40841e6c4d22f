using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Runtime.Tests.Artifacts;

public sealed class ProgramStoreTests : IDisposable
{
    readonly ScratchFolder scratch = new();
    readonly CountingFileSystem files = new(new LocalFileSystem());

    [Fact]
    public async Task A_program_that_the_node_has_unpacked_is_taken_from_there()
    {
        var program = await PackAsync();
        scratch.Write($"programs/{program.Sha256}/job.dll", "job");

        var folder = await Store().GetAsync(program, TestContext.Current.CancellationToken);

        folder.FullName.Should().Be(scratch.Path("programs", program.Sha256));
        files.Opened.Should().Be(0);
    }

    [Fact]
    public async Task Another_one_is_fetched_once_for_all_who_ask()
    {
        var program = await PackAsync();
        var store = Store();

        var folders = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => store.GetAsync(program, TestContext.Current.CancellationToken)));

        folders.Select(folder => folder.FullName).Distinct().Should().ContainSingle()
            .Which.Should().Be(scratch.Path("downloads", program.Sha256));
        File.ReadAllText(Path.Combine(folders[0].FullName, "job.dll")).Should().Be("job");
        files.Opened.Should().Be(1);
        Directory.GetDirectories(scratch.Path("downloads")).Should().ContainSingle("scratch folders are gone");
    }

    [Fact]
    public async Task A_changed_archive_is_refused_and_nothing_of_it_stays()
    {
        await PackAsync("evil");
        var other = await File.ReadAllBytesAsync(
            scratch.Path("program.tar.gz"), TestContext.Current.CancellationToken);
        var program = await PackAsync();
        await File.WriteAllBytesAsync(scratch.Path("program.tar.gz"), other, TestContext.Current.CancellationToken);

        await Store().Awaiting(it => it.GetAsync(program, CancellationToken.None))
            .Should().ThrowAsync<UnsafeArchiveException>().WithMessage("*was changed*");

        Directory.GetFileSystemEntries(scratch.Path("downloads")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_failed_fetch_can_be_tried_again()
    {
        var program = await PackAsync();
        var store = Store();
        files.FailNext = true;
        await store.Awaiting(it => it.GetAsync(program, CancellationToken.None)).Should().ThrowAsync<IOException>();

        var folder = await store.GetAsync(program, TestContext.Current.CancellationToken);

        folder.Exists.Should().BeTrue();
        files.Opened.Should().Be(2);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("ABC")]
    [InlineData("")]
    public async Task What_is_no_hash_is_refused(string sha256) =>
        await Store().Awaiting(it => it.GetAsync(new ProgramArtifact { Sha256 = sha256 }, CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("*no SHA-256*");

    [Fact]
    public async Task A_program_without_its_entry_assembly_is_refused()
    {
        var program = await PackAsync();
        program.EntryAssembly = "other.dll";

        await Store().Awaiting(it => it.GetAsync(program, CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("*has no other.dll*");
    }

    public void Dispose() => scratch.Dispose();

    ProgramStore Store() => new(
        new DirectoryInfo(scratch.Path("programs")), scratch.Folder("downloads"), new FileSystemRegistry([files]));

    async Task<ProgramArtifact> PackAsync(string text = "job")
    {
        scratch.Write("publish/job.dll", text);
        var program = await ProgramFolder.ReadAsync(
            scratch.Folder("publish"), TestContext.Current.CancellationToken);
        var archive = new FileInfo(scratch.Path("program.tar.gz"));
        await program.PackAsync(archive, TestContext.Current.CancellationToken);
        return new ProgramArtifact
        {
            Sha256 = program.Sha256,
            EntryAssembly = "job.dll",
            Uri = scratch.Uri("program.tar.gz").ToString(),
            Size = archive.Length,
        };
    }
}
