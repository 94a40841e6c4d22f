using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Deployment;

/// <summary>Hands the application to YARN; taken back, it is killed.</summary>
sealed class SubmissionStep(YarnConnection cluster, DeploymentOptions options, IOutput output) : IDeploymentStep
{
    const int LongestType = 20;

    public string Name => "Submitting";

    public async Task RunAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        state.Context = ContextOf(state);
        await cluster.Yarn.SubmitAsync(state.Context, cancellationToken);
        output.Say($"Submitted application {state.ApplicationId}");
    }

    public async Task UndoAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        // A submit that was interrupted may have arrived; YARN knows.
        if (await cluster.Yarn.FindApplicationAsync(state.ApplicationId, cancellationToken) is { IsTerminal: false })
        {
            await cluster.Yarn.KillAsync(state.ApplicationId, "The client gave up before it ran.", cancellationToken);
            output.Say($"Application {state.ApplicationId} was killed");
        }
    }

    /// <summary>All that YARN is told.</summary>
    public SubmissionContext ContextOf(DeploymentState state)
    {
        var launch = new LaunchCommand(options);
        return new SubmissionContext
        {
            ApplicationId = state.ApplicationId,
            Name = options.Yarn.Name ?? state.Request.Name,
            Type = options.Yarn.Type.Length > LongestType ? options.Yarn.Type[..LongestType] : options.Yarn.Type,
            Queue = options.Yarn.Queue ?? "default",
            Priority = options.Yarn.Priority >= 0 ? options.Yarn.Priority : null,
            MaxAttempts = options.Yarn.ApplicationAttempts,
            AttemptFailuresValidityMs = options.Yarn.AttemptFailuresValidityMs,
            Tags = options.Yarn.Tags.Count > 0 ? options.Yarn.Tags : null,
            NodeLabel = options.Yarn.NodeLabel,
            LogAggregation = LogsOf(options.Yarn),
            Resource = new YarnResource(options.MasterMemoryMb, options.MasterVCores),
            Container = new ContainerSpec
            {
                Command = launch.Text,
                Environment = new Dictionary<string, string>(launch.Environment)
                {
                    [TaskManagerFiles.Variable] = TaskManagerFiles.Encode(state.TaskManagerResources),
                },
                Acls = new ContainerAcls(options.Yarn.ViewAcls, options.Yarn.ModifyAcls).ByName,
                LocalResources = state.Resources.ToDictionary(resource => resource.Link, ResourceOf),
            },
        };
    }

    static LogAggregation? LogsOf(YarnOptions yarn) => yarn is { RolledLogsInclude: null, RolledLogsExclude: null }
        ? null
        : new LogAggregation { RolledInclude = yarn.RolledLogsInclude, RolledExclude = yarn.RolledLogsExclude };

    static LocalResource ResourceOf(StagedResource resource) => new()
    {
        Uri = resource.Uri.OriginalString,
        Type = resource.IsArchive ? LocalResourceType.Archive : LocalResourceType.File,
        Visibility = resource.IsCached ? LocalResourceVisibility.Private : LocalResourceVisibility.Application,
        Size = resource.Size,
        TimestampMs = resource.ModificationTimeMs,
    };
}
