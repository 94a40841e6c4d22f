using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>Opens the program of a command line and reviews it.</summary>
static class ProgramOpening
{
    /// <summary>The program, ready to be run; warnings have been told.</summary>
    /// <exception cref="MistakesException">There is none, or it cannot be run.</exception>
    public static async Task<OpenedProgram> OpenAsync(
        CommandContext context, ProgramWords words, Settings settings, CancellationToken cancellationToken)
    {
        if (words.Path is null)
        {
            throw new MistakesException(
                "There is no program. Give a published .dll, a .csproj or its folder, or an archive of a publish "
                    + "folder.");
        }

        var program = await OpenAsync(context, words.Path, settings, cancellationToken);
        var mistakes = ProgramReview.Mistakes(program, words.EntryType);
        if (mistakes.Count > 0)
        {
            program.Dispose();
            throw new MistakesException(mistakes);
        }

        foreach (var warning in ProgramReview.Warnings(program))
        {
            context.Output.Warn(warning);
        }

        return new OpenedProgram(program, words.EntryType, words.Arguments);
    }

    static async Task<PublishedProgram> OpenAsync(
        CommandContext context, string path, Settings settings, CancellationToken cancellationToken)
    {
        if (ProgramSource.RemoteOf(path) is not { } remote)
        {
            return await new ProgramSource(new DotnetPublish(context.Output.Say)).OpenAsync(path, cancellationToken);
        }

        using var cluster = YarnConnection.Open(settings, context.Environment);
        return await ProgramSource.FetchAsync(remote, cluster.FileSystems, cancellationToken);
    }
}
