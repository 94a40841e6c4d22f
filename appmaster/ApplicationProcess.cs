using FlinkYarn.AppMaster.ResourceManager.Yarn;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster;

/// <summary>
/// An ApplicationMaster from the files in its container to its end; when it cannot go on, YARN hears the cause.
/// </summary>
sealed partial class ApplicationProcess(
    string folder, ContainerEnvironment container, SchedulerConnection connect, StartTrace trace,
    ILoggerFactory loggers, TimeProvider time)
{
    readonly ILogger logger = loggers.CreateLogger<ApplicationProcess>();

    /// <summary>Runs the application; the process's exit code.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ApplicationFiles? files = null;
        try
        {
            files = ApplicationFiles.Read(folder);
            RequireFirstAttempt();
            return await new ApplicationMaster(files, container, connect, trace, loggers, time)
                .RunAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure);
            if (FailureNotice.IsDue(failure) && await TryTellYarnAsync(failure, cancellationToken) && files is not null)
            {
                await RemoveStagingAsync(files, cancellationToken);
            }

            throw;
        }
    }

    // To run a job again from its start could write its results twice.
    void RequireFirstAttempt()
    {
        if (container.Attempt > 1)
        {
            throw new IOException(
                $"Attempt {container.Attempt - 1} of the ApplicationMaster was lost, and with it the jobs that it ran: "
                + $"attempt {container.Attempt} cannot go on with them, since jobs are not recovered yet. Why it was "
                + "lost is in its container's logs and in the attempts that YARN lists.");
        }
    }

    async Task<bool> TryTellYarnAsync(Exception failure, CancellationToken cancellationToken)
    {
        try
        {
            await new FailureNotice(connect, container.Credentials, container.Hadoop).SendAsync(
                folder, container.Host, failure, cancellationToken);
            LogTold();
            return true;
        }
        catch (Exception untold) when (untold is not OperationCanceledException)
        {
            // The first cause is the one that counts: it goes on to the process's end.
            LogUntold(untold.Message);
            return false;
        }
    }

    async Task RemoveStagingAsync(ApplicationFiles files, CancellationToken cancellationToken)
    {
        var application = files.Application;
        using var fileSystems = FileSystemRegistry.Of(application.NameNodes, application.Staging, application.User);
        await new StagingFolder(application, logger).RemoveAsync(fileSystems, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The ApplicationMaster cannot go on")]
    partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "YARN knows that the application has failed, and why")]
    partial void LogTold();

    [LoggerMessage(Level = LogLevel.Error, Message = "YARN could not be told of it: {Reason}")]
    partial void LogUntold(string reason);
}
