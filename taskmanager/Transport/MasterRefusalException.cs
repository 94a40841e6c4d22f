using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager.Transport;

/// <summary>The ApplicationMaster answered with a failure.</summary>
sealed class MasterRefusalException(FailureInfo failure) : IOException(failure.Message)
{
    public FailureInfo Failure => failure;
}
