using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.Programs;

namespace FlinkYarn.AppMaster.Modes;

/// <summary>
/// The program's <c>main()</c> runs here; the application ends when it has returned and all its jobs have ended. It has
/// succeeded when all of that went well; a shut-down of the cluster cancels what runs.
/// </summary>
sealed class ApplicationMode(
    Dispatcher.Dispatcher dispatcher, ApplicationProgram program, ClusterShutdown shutdown, TimeSpan patience,
    TimeProvider time) : IApplicationMode
{
    readonly DispatcherExecutor executor = new(dispatcher, program.Artifact);

    public async Task<ApplicationEnd> RunAsync(CancellationToken cancellationToken)
    {
        var run = RunProgramAsync(cancellationToken);
        if (await Task.WhenAny(run, shutdown.Requested) == run)
        {
            return await run;
        }

        // The program may block for ever; the process's end ends it.
        await Task.WhenAny(dispatcher.StopAsync(), Task.Delay(patience, time, cancellationToken));
        return new ApplicationEnd(JobStatus.Canceled, "The cluster was shut down.");
    }

    async Task<ApplicationEnd> RunProgramAsync(CancellationToken cancellationToken)
    {
        var failure = await CallAsync(cancellationToken);
        var outcomes = await Task.WhenAll(executor.Outcomes).WaitAsync(cancellationToken);
        // What a job died of says more than what main() threw when it learned of it.
        if (outcomes.FirstOrDefault(outcome => outcome.Status == JobStatus.Failed) is { } failed)
        {
            return new ApplicationEnd(JobStatus.Failed, Diagnostics.Of(failed.Cause));
        }

        if (outcomes.Any(outcome => outcome.Status == JobStatus.Canceled))
        {
            return new ApplicationEnd(JobStatus.Canceled, "");
        }

        return failure is null
            ? new ApplicationEnd(JobStatus.Finished, "")
            : new ApplicationEnd(JobStatus.Failed, Diagnostics.Of(failure));
    }

    // Null when main() did well.
    async Task<FailureInfo?> CallAsync(CancellationToken cancellationToken)
    {
        try
        {
            var code = await new ProgramRunner(program.EntryAssembly, program.Call.EntryType)
                .RunAsync([.. program.Call.Arguments], executor, program.Settings, cancellationToken);
            if (code != 0)
            {
                return FailureInfos.Of($"{program.EntryAssembly.Name} returned {code}.");
            }

            return executor.Outcomes.Count > 0
                ? null
                : FailureInfos.Of($"{program.EntryAssembly.Name} ended and ran no job. "
                    + "Does its main() reach Execute() or ExecuteAsync()?");
        }
        catch (ProgramFailedException thrown)
        {
            return FailureInfos.Of(thrown.InnerException!, FailureInfo.Types.Domain.User);
        }
    }
}
