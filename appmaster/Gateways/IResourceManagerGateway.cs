using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Gateways;

/// <summary>What others ask of the ResourceManager. Every call posts to its mailbox.</summary>
interface IResourceManagerGateway
{
    /// <summary>Names this ResourceManager's life; messages with another token are refused.</summary>
    string FencingToken { get; }

    /// <summary>Takes a TaskManager in, or says why not.</summary>
    /// <exception cref="RegistrationRefusedException">Unknown, of another version, or there already.</exception>
    Task<Registered> RegisterTaskManagerAsync(RegisterTaskManager registration, ITaskManagerGateway gateway);

    void OnHeartbeat(string resourceId, TaskManagerHeartbeat heartbeat);

    void OnSlotFreed(string resourceId, SlotFreed slot);

    /// <summary>The TaskManager's stream has ended.</summary>
    void OnDisconnected(string resourceId, string reason);

    /// <summary>A job says how many slots it needs in all; 0 when it has ended.</summary>
    void DeclareRequirement(string jobId, string jobManagerToken, int slots);

    /// <summary>Why slots may be missing, in words: the numbers, and how the last start failed.</summary>
    Task<string> DescribeShortageAsync();
}

/// <summary>A TaskManager that may not take part.</summary>
sealed class RegistrationRefusedException(string message) : Exception(message);
