using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>What a client handed in (ApplicationSubmissionContext).</summary>
internal sealed record Submission
{
    public required YarnApplicationId Id { get; init; }

    public required string User { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    /// <summary>As the client named it.</summary>
    public required string Queue { get; init; }

    public int Priority { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Where its containers run unless they say otherwise; empty for nodes without a label.</summary>
    public string NodeLabel { get; init; } = "";

    /// <summary>The same of the ApplicationMaster's container.</summary>
    public string MasterNodeLabel { get; init; } = "";

    /// <summary>Of the ApplicationMaster's container.</summary>
    public required ResourceAmount Resource { get; init; }

    public int MaxAttempts { get; init; } = 1;

    public bool KeepsContainers { get; init; }

    /// <summary>Failures older than this are forgiven; null forgives none.</summary>
    public TimeSpan? FailuresValidity { get; init; }

    /// <summary>Without tokens: those differ from attempt to attempt.</summary>
    public required ContainerLaunchContextProto Launch { get; init; }

    public CredentialsFile Credentials { get; init; } = CredentialsFile.Empty;

    public LogAggregationContextProto? Logs { get; init; }
}
