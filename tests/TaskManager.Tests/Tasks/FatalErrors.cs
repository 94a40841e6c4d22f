using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>Keeps what would have ended the process.</summary>
sealed class FatalErrors : IFatalErrorHandler
{
    readonly TaskCompletionSource<Exception> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Exception> First => first.Task.Soon();

    public void OnFatalError(string where, Exception failure) => first.TrySetResult(failure);
}
