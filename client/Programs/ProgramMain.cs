using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.Client.Programs;

/// <summary>Runs a program's <c>main()</c> in this process.</summary>
sealed class ProgramMain(OpenedProgram program, Settings settings, IOutput output)
{
    /// <summary>Runs it; whether it has run jobs and returned 0, all else was told.</summary>
    /// <exception cref="ProgramFailedException">It threw.</exception>
    public async Task<bool> RunAsync(IJobExecutor executor, CancellationToken cancellationToken)
    {
        var announced = new AnnouncedExecutor(executor, output);
        var code = await new ProgramRunner(program.Published.EntryAssembly, program.EntryType)
            .RunAsync([.. program.Arguments], announced, settings, cancellationToken);
        if (announced.Submitted == 0)
        {
            output.Fail(
                $"{program.Name} ended and ran no job.", ["Does its main() reach Execute() or ExecuteAsync()?"]);
            return false;
        }

        if (code != 0)
        {
            output.Fail($"{program.Name} returned {code}.", []);
        }

        return code == 0;
    }

    /// <summary>Runs it up to its first <c>Execute()</c> and takes the graph; no job runs.</summary>
    /// <exception cref="ProgramFailedException">It threw before.</exception>
    /// <exception cref="MistakesException">It ended without one.</exception>
    public async Task<JobGraph> TakeGraphAsync(CancellationToken cancellationToken)
    {
        var recording = new RecordingExecutor();
        try
        {
            await new ProgramRunner(program.Published.EntryAssembly, program.EntryType)
                .RunAsync([.. program.Arguments], recording, settings, cancellationToken);
        }
        catch (ProgramFailedException) when (recording.Graph is not null)
        {
            // The way out of the program, however it has wrapped it.
        }

        return recording.Graph
            ?? throw new MistakesException($"{program.Name} ended and ran no job: does its main() reach Execute()?");
    }
}
