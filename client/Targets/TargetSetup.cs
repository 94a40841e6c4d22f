using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Targets;

/// <summary>What every target gets.</summary>
/// <param name="Home">The distribution's folder, when the launcher has named it.</param>
sealed record TargetSetup(DeploymentOptions Options, IOutput Output, TimeProvider Time, string? Home);
