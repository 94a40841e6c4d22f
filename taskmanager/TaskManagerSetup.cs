using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.TaskManager;

/// <summary>What a TaskManager says of itself, and its patience.</summary>
sealed record TaskManagerSetup
{
    public required string ResourceId { get; init; }

    public required int Slots { get; init; }

    public required RegisterTaskManager Registration { get; init; }

    public required TaskManagerTimeoutOptions Timeouts { get; init; }

    /// <summary>How long tasks may take to stop when the process ends.</summary>
    public required TimeSpan StopPatience { get; init; }
}
