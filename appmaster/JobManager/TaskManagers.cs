using System.Diagnostics.CodeAnalysis;
using FlinkYarn.AppMaster.Gateways;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>The TaskManagers that one job knows. On its JobManager's mailbox.</summary>
sealed class TaskManagers
{
    readonly Dictionary<string, ITaskManagerGateway> byResource = [];

    public IEnumerable<ITaskManagerGateway> All => byResource.Values;

    public void Add(ITaskManagerGateway taskManager) => byResource[taskManager.ResourceId] = taskManager;

    public bool Remove(string resourceId) => byResource.Remove(resourceId);

    public bool TryFind(string resourceId, [NotNullWhen(true)] out ITaskManagerGateway? taskManager) =>
        byResource.TryGetValue(resourceId, out taskManager);
}
