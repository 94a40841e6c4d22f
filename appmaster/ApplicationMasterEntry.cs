using System.Runtime.InteropServices;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.Hosting;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.AppMaster;

/// <summary>The ApplicationMaster's process: its container, its signals, its exit code.</summary>
static class ApplicationMasterEntry
{
    public static async Task<int> RunAsync()
    {
        AddressSpaceLimit.Lift();
        TrustStore.BeginToRead();
        var trace = StartTrace.OfThisProcess("ApplicationMaster", TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // YARN gives 250 ms before it kills.
            signal.Cancel = true;
            ending.Cancel();
        });
        try
        {
            var container = ContainerEnvironment.Read();
            using var loggers = ProcessLogging.Create(container.LogFolder, "jobmanager.log");
            using var limit = new StandardStreamLimit(container.LogFolder, "jobmanager", TimeProvider.System);
            var application = new ApplicationProcess(
                Environment.CurrentDirectory, container,
                (schedulers, token, options) =>
                    new ApplicationMasterClient(schedulers, token, options, TimeProvider.System),
                trace, loggers, TimeProvider.System);
            try
            {
                return await application.RunAsync(ending.Token);
            }
            finally
            {
                ProcessUsage.Log(loggers.CreateLogger(nameof(ApplicationMasterEntry)));
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (AttemptOverException over)
        {
            Console.Error.WriteLine(over.Message);
            return ExitCode.AttemptOver;
        }
        catch (Exception failure)
        {
            // The last lines of standard error are what YARN shows of a failed container.
            Console.Error.WriteLine($"The ApplicationMaster could not go on: {failure}");
            return ExitCode.StartFailed;
        }
    }
}
