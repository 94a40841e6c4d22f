using System.Text;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

/// <summary>
/// NodeManagers that take every container whose node's token is known, except on the hosts that refuse.
/// </summary>
sealed class PlayedNodes(NodeTokens tokens) : INodeManagers
{
    /// <summary>Hosts that refuse to start anything, and how they say it.</summary>
    public Dictionary<string, Exception> Refusals { get; } = [];

    public List<(string Container, ContainerLaunch Launch)> Started { get; } = [];

    /// <summary>The password of the node's token at each start.</summary>
    public List<string> Passwords { get; } = [];

    public List<string> Stopped { get; } = [];

    public bool IsClosed { get; private set; }

    public Task StartAsync(AllocatedContainer container, ContainerLaunch launch, CancellationToken cancellationToken)
    {
        Passwords.Add(Encoding.UTF8.GetString(tokens.Get(container.Node).Password.Span));
        if (Refusals.TryGetValue(container.Node.Host, out var refusal))
        {
            return Task.FromException(refusal);
        }

        Started.Add((container.Id.ToString(), launch));
        return Task.CompletedTask;
    }

    public Task StopAsync(ContainerId container, YarnNodeId node, CancellationToken cancellationToken)
    {
        Stopped.Add(container.ToString());
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
