namespace FlinkYarn.Runtime.Failures;

/// <summary>The one place that decides to end the process after a failure that nobody can handle.</summary>
interface IFatalErrorHandler
{
    void OnFatalError(string where, Exception failure);
}
