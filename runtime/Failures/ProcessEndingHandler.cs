using Microsoft.Extensions.Logging;

namespace FlinkYarn.Runtime.Failures;

/// <summary>Ends the process: whoever started it starts another one in a known state.</summary>
sealed partial class ProcessEndingHandler(ILoggerFactory loggers) : IFatalErrorHandler
{
    readonly ILogger logger = loggers.CreateLogger<ProcessEndingHandler>();

    public void OnFatalError(string where, Exception failure)
    {
        LogFatal(where, failure);
        Console.Error.WriteLine($"{where}: {failure}");
        loggers.Dispose();
        Environment.Exit(failure is DeafTaskException ? ExitCode.TaskDeafToCancel : ExitCode.FatalError);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Where} failed and cannot go on; the process ends")]
    partial void LogFatal(string where, Exception failure);
}
