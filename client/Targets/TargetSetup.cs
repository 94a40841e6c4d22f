using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Targets;

/// <summary>What every target gets.</summary>
/// <param name="Home">The distribution's folder, when the launcher has named it.</param>
/// <param name="Trace">Takes the steps of the start; null when nobody wants to see them.</param>
sealed record TargetSetup(
    DeploymentOptions Options, IOutput Output, TimeProvider Time, string? Home, StartTrace? Trace);
