using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using FlinkYarn.Hadoop.Logs;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Tests.Nodes;

/// <summary>What a node brings to containers, and what it takes away after them.</summary>
public sealed class LocalizationTests
{
    [Fact]
    public async Task A_file_is_linked_under_its_name()
    {
        await using var test = await TestNode.StartAsync();
        var file = await test.UploadAsync("/in.txt", "given"u8.ToArray());

        var container = await test.RunAsync("cat data/input > <LOG_DIR>/seen", Files(("data/input", file)));

        (await test.CompletedAsync()).ExitStatus.Should().Be(0);
        test.Log(container, "seen").Should().Be("given");
    }

    [Fact]
    public async Task An_archive_is_unpacked_with_its_rights_to_execute()
    {
        await using var test = await TestNode.StartAsync();
        var archive = await test.UploadAsync("/tool.tar.gz", Archive(), isArchive: true);

        var container = await test.RunAsync("tool/bin/hello > <LOG_DIR>/seen", Files(("tool", archive)));

        (await test.CompletedAsync()).ExitStatus.Should().Be(0);
        test.Log(container, "seen").Should().Be("hello\n");
    }

    [Fact]
    public async Task A_cached_archive_is_fetched_once_for_all_containers()
    {
        await using var test = await TestNode.StartAsync();
        var archive = await test.UploadAsync("/tool.tar.gz", Archive(), isArchive: true, isCached: true);
        const string Command = "readlink tool > <LOG_DIR>/place; echo $LOCALIZATION_COUNTERS > <LOG_DIR>/cost";

        var first = await test.RunAsync(Command, Files(("tool", archive)));
        await test.CompletedAsync();
        var second = await test.RunAsync(Command, Files(("tool", archive)));
        await test.CompletedAsync();

        test.Log(second, "place").Should().Be(test.Log(first, "place"));
        test.Log(first, "cost").Should().MatchRegex(@"^\d+,0,1,0,");
        test.Log(second, "cost").Should().MatchRegex(@"^0,\d+,0,1,");
    }

    [Fact]
    public async Task A_file_that_has_changed_since_fails_its_container_with_minus_1000()
    {
        await using var test = await TestNode.StartAsync();
        var file = await test.UploadAsync("/in.txt", "given"u8.ToArray());

        await test.RunAsync("true", Files(("in", file with { ModificationTimeMs = file.ModificationTimeMs - 1 })));

        var status = await test.CompletedAsync();
        status.ExitStatus.Should().Be(-1000);
        status.Diagnostics.Should().Contain("Resource hdfs://anywhere:8020/in.txt changed on src filesystem");
    }

    [Fact]
    public async Task When_an_application_ends_its_logs_are_on_hdfs_and_its_folders_gone()
    {
        await using var test = await TestNode.StartAsync();
        var container = await test.RunAsync("echo first line > <LOG_DIR>/app.log");
        await test.CompletedAsync();

        (await test.EndAsync()).Should().BeTrue("logs are aggregated");

        var path = $"/logs/{TestNode.User}/bucket-logs-tfile/0005/{test.Application}/localhost_{test.Node.Id.Port}";
        var file = new MemoryStream();
        await test.Hdfs.DownloadAsync(path, file, cancellationToken: TestContext.Current.CancellationToken);
        var log = AggregatedLogReader.Read(file.ToArray()).Single(log => log.FileName == "app.log");
        log.Container.Should().Be($"{container}");
        Encoding.UTF8.GetString(log.Content.Span).Should().Be("first line\n");
        Directory.EnumerateFileSystemEntries(test.Folder, "*0005*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    static Dictionary<string, ContainerFile> Files(params (string Link, ContainerFile File)[] files) =>
        files.ToDictionary(entry => entry.Link, entry => entry.File);

    static byte[] Archive()
    {
        var content = new MemoryStream();
        using (var packed = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(packed))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bin/hello")
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute,
                DataStream = new MemoryStream("#!/bin/sh\necho hello\n"u8.ToArray()),
            });
        }

        return content.ToArray();
    }
}
