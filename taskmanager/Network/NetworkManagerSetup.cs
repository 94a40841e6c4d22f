using System.Net;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Security;
using FlinkYarn.TaskManager.Memory;

namespace FlinkYarn.TaskManager.Network;

/// <summary>What a NetworkManager is made of.</summary>
sealed record NetworkManagerSetup
{
    public required string ResourceId { get; init; }

    public required NetworkOptions Options { get; init; }

    public required NetworkBufferPool Buffers { get; init; }

    /// <summary>Null: no port is opened, and all producers must be in this process.</summary>
    public ApplicationCredentials? Credentials { get; init; }

    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    public required TimeProvider Time { get; init; }
}
