using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.Modes;

/// <summary>What an application does between its start and its end.</summary>
interface IApplicationMode
{
    /// <summary>Completes when the application is to end.</summary>
    Task<ApplicationEnd> RunAsync(CancellationToken cancellationToken);
}

/// <summary>What YARN is told at the end.</summary>
/// <param name="Status">FINISHED becomes SUCCEEDED, CANCELED KILLED, FAILED stays.</param>
/// <param name="Diagnostics">The first cause of a failure; empty otherwise.</param>
sealed record ApplicationEnd(JobStatus Status, string Diagnostics);
