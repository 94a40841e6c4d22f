using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Gateways;

/// <summary>How the ApplicationMaster's endpoints speak to one registered TaskManager. Thread-safe.</summary>
interface ITaskManagerGateway
{
    string ResourceId { get; }

    string Host { get; }

    /// <summary>Of the TaskManager's NetworkManager.</summary>
    int DataPort { get; }

    /// <summary>Sends and forgets; a stream that cannot take it is broken, which the ResourceManager learns.</summary>
    void Tell(MasterMessage message);

    /// <summary>
    /// Sends and waits for the answer.
    /// </summary>
    /// <exception cref="TaskManagerRefusedException">The TaskManager answered with a failure.</exception>
    /// <exception cref="TaskManagerLostException">Its stream ended first.</exception>
    /// <exception cref="IOException">The TaskManager did not answer in time.</exception>
    Task<TaskManagerMessage> AskAsync(MasterMessage message);

    /// <summary>Ends the stream.</summary>
    void Disconnect();
}

/// <summary>A TaskManager answered that it will not, or cannot.</summary>
sealed class TaskManagerRefusedException(FailureInfo failure) : Exception(failure.Message)
{
    public FailureInfo Failure => failure;
}
