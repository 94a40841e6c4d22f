using System.Runtime.ExceptionServices;

namespace FlinkYarn.TaskManager.Records;

/// <summary>What a user's function threw, with the operator it was called by.</summary>
sealed class OperatorException(string operatorName, Exception cause)
    : Exception($"{operatorName}: {cause.GetType().Name}: {cause.Message}", cause)
{
    public string OperatorName => operatorName;

    /// <summary>Whether an exception that passes through a function's call comes from that function.</summary>
    public static bool IsFrom(Exception thrown) => thrown is not (OperatorException or Threading.TaskCanceledSignal);

    public static Exception Wrap(string operatorName, Exception cause)
    {
        if (!IsFrom(cause))
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return new OperatorException(operatorName, cause);
    }
}
