namespace FlinkYarn.MiniYarn.Http;

/// <summary>A host lifetime that leaves signals to the cluster: its servers end when the cluster says so.</summary>
internal sealed class EndedByOwner : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
