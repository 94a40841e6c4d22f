using System.Text.RegularExpressions;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Where an application may run, who may touch it, how often it is tried: what the cluster would refuse, or change
/// without a word.
/// </summary>
sealed class PlacementCheck(DeploymentOptions options, ClusterFacts cluster)
{
    /// <summary>One sentence each, with the remedy.</summary>
    public IEnumerable<string> Mistakes() =>
    [
        .. LabelMistakes("yarn.application.node-label", options.Yarn.NodeLabel),
        .. LabelMistakes("yarn.taskmanager.node-label", options.Yarn.TaskManagerNodeLabel),
        .. new[]
        {
            YarnAcl.MistakeIn("yarn.view.acls", options.Yarn.ViewAcls),
            YarnAcl.MistakeIn("yarn.modify.acls", options.Yarn.ModifyAcls),
            PatternMistake("yarn.rolled-logs.include-pattern", options.Yarn.RolledLogsInclude),
            PatternMistake("yarn.rolled-logs.exclude-pattern", options.Yarn.RolledLogsExclude),
        }.OfType<string>(),
        .. options.External.Mistakes,
        .. ResourceTypeMistakes(),
    ];

    /// <summary>What the cluster lowers to its own limit.</summary>
    public IEnumerable<string> Warnings()
    {
        if (options.Yarn.ApplicationAttempts > cluster.MostAttempts)
        {
            yield return $"yarn.application-attempts: the cluster starts an ApplicationMaster {cluster.MostAttempts} "
                + "times at most (yarn.resourcemanager.am.max-attempts), not "
                + $"{options.Yarn.ApplicationAttempts} times.";
        }

        if (options.Yarn.Priority > cluster.HighestPriority)
        {
            yield return $"yarn.application.priority: the cluster's highest is {cluster.HighestPriority} "
                + $"(yarn.cluster.max-application-priority), not {options.Yarn.Priority}.";
        }
    }

    IEnumerable<string> LabelMistakes(string key, string? label)
    {
        if (label is not null && !cluster.NodeLabels.Contains(label))
        {
            yield return cluster.NodeLabels.Count == 0
                ? $"{key}: the cluster's nodes have no labels (yarn.node-labels.enabled), so '{label}' is none."
                : $"{key}: there is no label '{label}'. There are {string.Join(", ", cluster.NodeLabels)}.";
        }
    }

    IEnumerable<string> ResourceTypeMistakes()
    {
        var types = (cluster.Largest.Types ?? []).ToDictionary(type => type.Name, type => type.Value);
        foreach (var (type, amount) in options.External.Amounts)
        {
            if (!types.TryGetValue(type, out var most))
            {
                yield return $"external-resources: the cluster has no resource type '{type}' "
                    + "(yarn.resource-types in resource-types.xml).";
            }
            else if (amount > most)
            {
                yield return $"external-resources: {amount} of '{type}' are more than the {most} of the largest "
                    + "container.";
            }
        }
    }

    // YARN reads it by Java's rules; what both languages refuse is a mistake for sure.
    static string? PatternMistake(string key, string? pattern)
    {
        try
        {
            _ = pattern is null ? null : new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (ArgumentException mistake)
        {
            return $"{key}: '{pattern}' is no regular expression: {mistake.Message}";
        }
    }
}
