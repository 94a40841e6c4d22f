using Microsoft.Extensions.Logging;

namespace FlinkYarn.Hadoop.Http;

sealed partial class ResilientCalls<TApi>
{
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Trying again ({Attempt} of {MaxRetries}) in {DelayMs} ms: {Reason}")]
    partial void LogRetry(int attempt, int maxRetries, double delayMs, string reason);
}
