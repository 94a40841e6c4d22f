using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.Client.Deployment;

/// <summary>What the steps of one deployment have made so far; each step adds its part.</summary>
sealed class DeploymentState
{
    public required DeploymentRequest Request { get; init; }

    /// <summary>An id that YARN has given and nobody has used.</summary>
    public required string ApplicationId { get; init; }

    /// <summary>The application's own folder on the shared file system.</summary>
    public required Uri Staging { get; init; }

    public ApplicationCredentials? Credentials { get; set; }

    /// <summary>All that the ApplicationMaster's container gets.</summary>
    public List<StagedResource> Resources { get; } = [];

    /// <summary>
    /// What each TaskManager's container gets of it. The secret opens the REST interface and the graph is the
    /// ApplicationMaster's work: neither is among it.
    /// </summary>
    public IReadOnlyList<StagedResource> TaskManagerResources =>
    [
        .. Resources.Where(resource => resource.Link is not (StagedResource.SecretLink or StagedResource.JobGraphLink)),
    ];

    public SubmissionContext? Context { get; set; }

    /// <summary>YARN's last report; with the ApplicationMaster's address at the end.</summary>
    public YarnApplication? Report { get; set; }
}
