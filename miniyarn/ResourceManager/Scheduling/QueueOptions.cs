namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>A queue below root (<c>yarn.scheduler.capacity.root.NAME.*</c>).</summary>
/// <param name="CapacityPercent">What it has by right.</param>
/// <param name="MaximumPercent">What it may grow to while others leave it.</param>
/// <param name="MasterShare">The part of that for ApplicationMasters (maximum-am-resource-percent).</param>
internal sealed record QueueOptions(
    string Name, double CapacityPercent, double MaximumPercent = 100, double MasterShare = 0.5);
