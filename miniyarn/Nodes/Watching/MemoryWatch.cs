using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes.Watching;

/// <summary>
/// Looks at the memory of all containers of a node in turns (ContainersMonitorImpl). Containers are added and removed
/// on the node's loop; the machine is looked at beside it, and not at all while nothing runs.
/// </summary>
internal sealed class MemoryWatch(NodeContext node, Action<ContainerId, int, string> overLimit) : IAsyncDisposable
{
    readonly Dictionary<ContainerId, (int Root, MemoryCheck Check)> watched = [];
    readonly PeriodicTimer turns = new(node.Options.MemoryWatchInterval, node.Time);
    Task running = Task.CompletedTask;

    public void Start() => running = RunAsync();

    public void Add(ContainerId container, int root, long memoryBytes) => watched[container] =
        (root, new MemoryCheck(container, root, memoryBytes, node.Options.VirtualMemoryRatio));

    public void Remove(ContainerId container) => watched.Remove(container);

    public async ValueTask DisposeAsync()
    {
        turns.Dispose();
        await running;
    }

    async Task RunAsync()
    {
        while (await turns.WaitForNextTickAsync())
        {
            var now = await node.Loop.AskAsync(() => watched.ToList());
            if (now.Count == 0)
            {
                continue;
            }

            var all = ProcessTree.ReadAll();
            foreach (var (container, (root, check)) in now)
            {
                if (check.Look(ProcessTree.Of(root, all)) is var (exitStatus, diagnostics))
                {
                    node.Loop.Post(() => overLimit(container, exitStatus, diagnostics));
                }
            }
        }
    }
}
