using FlinkYarn.AppMaster.ResourceManager;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>What a driver has reported, in order.</summary>
sealed class RecordedEvents : IResourceEventHandler
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Lock gate = new();
    readonly List<(Func<RecordedEvents, bool> IsSo, TaskCompletionSource Seen)> waiting = [];

    public List<string> Starting { get; } = [];

    public List<string> Ended { get; } = [];

    public Exception? Lost { get; private set; }

    public void OnWorkerStarting(string resourceId, string host) => Record(() => Starting.Add(resourceId));

    public void OnWorkerEnded(string resourceId, string reason) => Record(() => Ended.Add($"{resourceId}: {reason}"));

    public void OnProviderLost(Exception failure) => Record(() => Lost = failure);

    public Task WaitForAsync(Func<RecordedEvents, bool> isSo)
    {
        lock (gate)
        {
            if (isSo(this))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((isSo, seen));
            return seen.Task.WaitAsync(Patience);
        }
    }

    void Record(Action record)
    {
        lock (gate)
        {
            record();
            foreach (var entry in waiting.Where(entry => entry.IsSo(this)).ToList())
            {
                waiting.Remove(entry);
                entry.Seen.SetResult();
            }
        }
    }
}
