using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.Local;

/// <summary>A bug of ours, or a task that cannot be stopped: the program cannot trust this process any more.</summary>
sealed class LocalErrorHandler : IFatalErrorHandler
{
    public void OnFatalError(string where, Exception failure) =>
        Environment.FailFast($"{where} failed and cannot go on: {failure.Message}", failure);
}
