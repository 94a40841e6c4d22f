using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Programs;

/// <summary>Runs a program up to its first <c>Execute()</c> and takes the graph; no job runs.</summary>
sealed class GraphOfProgram(PublishedProgram program, string? entryType)
{
    /// <summary>The first job's graph.</summary>
    /// <exception cref="ProgramFailedException">The program threw before it.</exception>
    /// <exception cref="MistakesException">The program ended without one.</exception>
    public async Task<JobGraph> TakeAsync(string[] arguments, Settings settings, CancellationToken cancellationToken)
    {
        var recording = new RecordingExecutor();
        try
        {
            await new ProgramRunner(program.EntryAssembly, entryType)
                .RunAsync(arguments, recording, settings, cancellationToken);
        }
        catch (ProgramFailedException) when (recording.Graph is not null)
        {
            // The way out of the program, however it has wrapped it.
        }

        return recording.Graph
            ?? throw new MistakesException($"{program.Name} ended and ran no job: does its main() reach Execute()?");
    }
}
