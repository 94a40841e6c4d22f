using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Tests.Artifacts;

namespace FlinkYarn.Runtime.Tests.FileSystems;

public sealed class LocalFileSystemTests : IDisposable
{
    readonly ScratchFolder scratch = new();
    readonly LocalFileSystem files = new();

    [Fact]
    public async Task A_part_of_a_file_is_read()
    {
        scratch.Write("x", "0123456789");

        await using var content = await files.OpenReadAsync(scratch.Uri("x"), 3, 4, Token);

        (await new StreamReader(content).ReadToEndAsync(Token)).Should().Be("3456");
    }

    [Fact]
    public async Task A_rename_never_replaces()
    {
        scratch.Write("a", "a");
        scratch.Write("b", "b");

        (await files.RenameAsync(scratch.Uri("a"), scratch.Uri("b"), Token)).Should().BeFalse();
        (await files.RenameAsync(scratch.Uri("missing"), scratch.Uri("c"), Token)).Should().BeFalse();
        (await files.RenameAsync(scratch.Uri("a"), scratch.Uri("c"), Token)).Should().BeTrue();
        File.ReadAllText(scratch.Path("b")).Should().Be("b");
    }

    [Fact]
    public async Task Names_with_any_letters_come_back_from_a_list()
    {
        scratch.Write("dir/a b#c%d", "x");

        var listed = await files.ListAsync(scratch.Uri("dir"), Token);

        listed.Should().ContainSingle().Which.Name.Should().Be("a b#c%d");
        (await files.GetStatusAsync(listed[0].Path, Token)).Should().Be(listed[0]);
    }

    [Fact]
    public async Task Deleting_tells_whether_there_was_something()
    {
        scratch.Write("dir/x", "x");

        (await files.DeleteAsync(scratch.Uri("dir"), true, Token)).Should().BeTrue();
        (await files.DeleteAsync(scratch.Uri("dir"), true, Token)).Should().BeFalse();
        (await files.GetStatusAsync(scratch.Uri("dir"), Token)).Should().BeNull();
    }

    public void Dispose() => scratch.Dispose();

    static CancellationToken Token => TestContext.Current.CancellationToken;
}
