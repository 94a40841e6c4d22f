using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>A job as it is handed over.</summary>
/// <param name="Programs">Whose assemblies its chains need.</param>
sealed record JobSubmission(JobGraph Graph, IReadOnlyList<ProgramArtifact> Programs);
