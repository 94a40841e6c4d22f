using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace FlinkYarn.AppMaster.Gateways;

/// <summary>The living JobManagers by their fencing token. Thread-safe.</summary>
sealed class JobManagerDirectory
{
    readonly ConcurrentDictionary<string, IJobManagerGateway> byToken = new();

    public IEnumerable<IJobManagerGateway> All => byToken.Values;

    public void Add(IJobManagerGateway jobManager) => byToken[jobManager.FencingToken] = jobManager;

    public void Remove(IJobManagerGateway jobManager) => byToken.TryRemove(jobManager.FencingToken, out _);

    public bool TryFind(string fencingToken, [NotNullWhen(true)] out IJobManagerGateway? jobManager) =>
        byToken.TryGetValue(fencingToken, out jobManager);
}
