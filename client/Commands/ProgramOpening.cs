using FlinkYarn.Client.Programs;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>Opens the program of a command line and reviews it.</summary>
static class ProgramOpening
{
    /// <summary>The program, ready to be run; warnings have been told.</summary>
    /// <exception cref="MistakesException">There is none, or it cannot be run.</exception>
    public static async Task<PublishedProgram> OpenAsync(
        CommandContext context, ProgramLine line, string? entryType, CancellationToken cancellationToken)
    {
        if (line.Program is null)
        {
            throw new MistakesException(
                "There is no program. Give a published .dll, a .csproj or its folder, or an archive of a publish "
                    + "folder.");
        }

        var program = await new ProgramSource(new DotnetPublish(context.Output.Say))
            .OpenAsync(line.Program, cancellationToken);
        var mistakes = ProgramReview.Mistakes(program, entryType);
        if (mistakes.Count > 0)
        {
            program.Dispose();
            throw new MistakesException(mistakes);
        }

        foreach (var warning in ProgramReview.Warnings(program))
        {
            context.Output.Warn(warning);
        }

        return program;
    }
}
