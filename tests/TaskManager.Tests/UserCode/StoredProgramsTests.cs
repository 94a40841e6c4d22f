using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.TaskManager.UserCode;

namespace FlinkYarn.TaskManager.Tests.UserCode;

/// <summary>Programs from the store as tasks get them.</summary>
public sealed class StoredProgramsTests
{
    // This very assembly stands for a program.
    static readonly string Program = typeof(StoredProgramsTests).Assembly.Location;

    [Fact]
    public async Task A_program_is_loaded_once_however_often_it_is_deployed()
    {
        var programs = new StoredPrograms(new FolderStore());
        ProgramArtifact[] artifacts = [new() { Sha256 = "ab", EntryAssembly = Path.GetFileName(Program) }];

        var first = await programs.LoadAsync(artifacts, CancellationToken.None);
        var second = await programs.LoadAsync(artifacts, CancellationToken.None);

        second.Find("FluentAssertions").Should().BeSameAs(first.Find("FluentAssertions"));
    }

    sealed class FolderStore : IProgramStore
    {
        public Task<DirectoryInfo> GetAsync(ProgramArtifact program, CancellationToken cancellationToken) =>
            Task.FromResult(new DirectoryInfo(Path.GetDirectoryName(Program)!));
    }
}
