using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Where people find what a container has logged.</summary>
/// <param name="user">Whose application it is: its NodeManager's pages name him.</param>
sealed class ContainerLogs(AllocatedContainer container, string user)
{
    /// <summary>A sentence: the NodeManager's page, which is there first, and the command that works afterwards.</summary>
    public string Describe()
    {
        var id = container.Id;
        var page = container.NodeHttpAddress.Length == 0
            ? ""
            : $"http://{container.NodeHttpAddress}/node/containerlogs/{id}/{user} or ";
        return $"Its logs: {page}yarn logs -applicationId {id.Attempt.Application} -containerId {id}.";
    }
}
