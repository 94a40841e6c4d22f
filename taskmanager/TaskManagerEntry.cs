using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Hosting;
using FlinkYarn.Runtime.Security;
using FlinkYarn.Runtime.Telemetry;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Transport;
using FlinkYarn.TaskManager.UserCode;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager;

/// <summary>The TaskManager's process: its container, its signals, its exit code.</summary>
static partial class TaskManagerEntry
{
    public static async Task<int> RunAsync()
    {
        AddressSpaceLimit.Lift();
        TrustStore.BeginToRead();
        var trace = StartTrace.OfThisProcess("TaskManager", TimeProvider.System);
        using var ending = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // YARN gives 250 ms before it kills.
            signal.Cancel = true;
            ending.Cancel();
        });
        try
        {
            using var loggers = ProcessLogging.Create(Variable("LOG_DIRS").Split(',')[0], "taskmanager.log");
            using var limit = new StandardStreamLimit(
                Variable("LOG_DIRS").Split(',')[0], "taskmanager", TimeProvider.System);
            var logger = loggers.CreateLogger(nameof(TaskManagerEntry));
            var system = new ActorSystem(
                ThreadPoolMailboxRunner.Instance, TimeProvider.System, new Random(Environment.ProcessId),
                new ProcessEndingHandler(loggers));
            try
            {
                await RunAsync(loggers, system, trace, ending.Token);
                return ExitCode.Success;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogEnd(logger, failure);
                throw;
            }
            finally
            {
                ProcessUsage.Log(logger);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception failure)
        {
            // The last lines of standard error are what YARN shows of a failed container.
            Console.Error.WriteLine($"The TaskManager could not go on: {failure}");
            return ExitCode.StartFailed;
        }
    }

    static async Task RunAsync(
        ILoggerFactory loggers, ActorSystem system, StartTrace trace, CancellationToken cancellationToken)
    {
        var folder = Environment.CurrentDirectory;
        var application = JsonSerializer.Deserialize(
            await File.ReadAllBytesAsync(Path.Combine(folder, ApplicationDescriptor.FileName), cancellationToken),
            ApplicationDescriptorJson.Default.ApplicationDescriptor)
            ?? throw new IOException($"{ApplicationDescriptor.FileName} is empty.");
        using var credentials = ApplicationCredentials.Load(Path.Combine(folder, StagedResource.CertificateLink), null);
        using var files = FileSystemRegistry.Of(application.NameNodes, application.Staging, application.User);
        var host = Variable("NM_HOST");
        var address = (await Dns.GetHostAddressesAsync(host, cancellationToken))
            .OrderBy(found => found.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
        var master = Variable("FLINKYARN_MASTER");
        var colon = master.LastIndexOf(':');
        var store = new ProgramStore(
            new DirectoryInfo(Path.Combine(folder, StagedResource.ProgramsLink)),
            new DirectoryInfo(Path.Combine(folder, "downloads")), files);
        await using var output = Stream(Console.OpenStandardOutput());
        await using var error = Stream(Console.OpenStandardError());
        await using var process = new TaskManagerProcess(
            new TaskManagerParts
            {
                ResourceId = Variable("CONTAINER_ID"),
                Host = host,
                Address = address,
                Credentials = credentials,
                Master = GrpcMasterStream.Open(master[..colon], int.Parse(master.AsSpan(colon + 1)), credentials),
                Programs = new StoredPrograms(store),
                Files = files,
                Settings = SettingsFile.Read(Path.Combine(folder, StagedResource.ConfigurationLink)),
                Console = new ConsoleStreams(TextWriter.Synchronized(output), TextWriter.Synchronized(error)),
                Trace = trace,
                Loggers = loggers,
            }, system);
        await process.RunAsync(cancellationToken);
    }

    static StreamWriter Stream(Stream stream) => new(stream, bufferSize: 1 << 16) { AutoFlush = false };

    static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new IOException($"The environment has no {name}: this is not a container of FlinkYarn's.");

    [LoggerMessage(Level = LogLevel.Critical, Message = "The TaskManager cannot go on")]
    static partial void LogEnd(ILogger logger, Exception failure);
}
