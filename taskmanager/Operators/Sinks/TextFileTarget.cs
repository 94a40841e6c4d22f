using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.TaskManager.Operators.Sinks;

/// <summary>Where one subtask of a file sink writes aside, and the name that the file shall get.</summary>
sealed class TextFileTarget(FileSystemRegistry files, string folder, OperatorContext context)
{
    public Uri Written { get; } = new(
        $"{folder.TrimEnd('/')}/_temporary/{context.JobId}/part-{context.Subtask}-{context.Attempt}");

    public Uri Final { get; } = new($"{folder.TrimEnd('/')}/part-{context.Subtask}");

    public Task<Stream> CreateAsync() =>
        files.For(Written).CreateAsync(Written, new FileCreation { Overwrite = true }, CancellationToken.None);

    public Task DeleteAsync() => files.For(Written).DeleteAsync(Written, recursive: false, CancellationToken.None);

    public void OnWritten() => context.Committables.Add(new FileCommittable
    {
        OperatorId = context.OperatorId,
        WrittenUri = Written.OriginalString,
        FinalUri = Final.OriginalString,
    });
}
