using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;

namespace FlinkYarn.Runtime.Telemetry;

/// <summary>A process's log: one file in YARN's log folder, rolled by size.</summary>
static class ProcessLogging
{
    const long LargestFile = 64L << 20;
    const int MostFiles = 10;
    const string Layout = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u5} {SourceContext} - {Message:lj}{NewLine}{Exception}";

    /// <param name="name"><c>jobmanager.log</c> or <c>taskmanager.log</c>.</param>
    public static ILoggerFactory Create(string folder, string name)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            .WriteTo.File(
                Path.Combine(folder, name), outputTemplate: Layout, fileSizeLimitBytes: LargestFile,
                rollOnFileSizeLimit: true, retainedFileCountLimit: MostFiles)
            .CreateLogger();
        return LoggerFactory.Create(logging => logging.AddSerilog(logger, dispose: true));
    }
}
