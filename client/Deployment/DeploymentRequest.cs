using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Deployment;

/// <summary>What an application is started for; all else of a deployment is the same in every mode.</summary>
sealed record DeploymentRequest
{
    public required DeploymentMode Mode { get; init; }

    /// <summary>The application's name when the user gives none.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a client waits for the result of the one job.</summary>
    public bool IsAttached { get; init; }

    /// <summary>The job of a per-job application.</summary>
    public JobGraph? Graph { get; init; }

    /// <summary>The call of the program in application mode.</summary>
    public ProgramCall? Call { get; init; }

    public static DeploymentRequest ForJob(JobGraph graph, bool isAttached) => new()
    {
        Mode = DeploymentMode.PerJob, Name = graph.Name, Graph = graph, IsAttached = isAttached,
    };

    /// <summary>With Flink's name for it.</summary>
    public static DeploymentRequest ForSession() => new()
    {
        Mode = DeploymentMode.Session, Name = "Flink session cluster",
    };

    public static DeploymentRequest ForProgram(string name, ProgramCall call) => new()
    {
        Mode = DeploymentMode.Application, Name = name, Call = call,
    };
}
