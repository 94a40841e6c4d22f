namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>What YARN says of a label that an application wants (SchedulerUtils.validateResourceRequest).</summary>
internal static class NodeLabels
{
    /// <summary>Null when nodes may have it; of expressions there is but the plain label.</summary>
    public static string? Refusal(Scheduler scheduler, string label) => label.Trim() switch
    {
        "" => null,
        _ when scheduler.Labels.Count == 0 =>
            "Invalid resource request, node label not enabled but request contains label expression",
        var known when scheduler.Labels.Contains(known) => null,
        var unknown => "Invalid label resource request, cluster do not contain , label= " + unknown,
    };
}
