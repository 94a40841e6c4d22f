using System.Net;
using System.Text.RegularExpressions;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// An ApplicationMaster's line to YARN's scheduler: registers, asks, gives back, finishes. It survives restarts and
/// failovers of the ResourceManager. Calls one after another: not thread-safe, never two heartbeats at once.
/// </summary>
public sealed partial class ApplicationMasterClient : IAsyncDisposable
{
    // Of one heartbeat: a scheduler that forgets us each time would keep us busy for ever.
    const int MostRecoveries = 5;

    // YARN confirms when its state store has written the end: some milliseconds, so the first questions come soon.
    static readonly TimeSpan FirstFinishPoll = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan LongestFinishPoll = TimeSpan.FromMilliseconds(100);

    readonly IRpcCaller rpc;
    readonly HadoopRpcOptions options;
    readonly TimeProvider time;
    readonly AllocationTable table = new();
    readonly List<AllocatedContainer> previous = [];
    HadoopToken token;
    RegisterApplicationMasterRequestProto? registration;

    /// <param name="schedulers">Scheduler addresses of all ResourceManagers.</param>
    /// <param name="token">The attempt's token, from its credentials file.</param>
    public ApplicationMasterClient(
        IReadOnlyList<DnsEndPoint> schedulers, HadoopToken token, HadoopRpcOptions options, TimeProvider time)
        : this(
            identity => new HadoopRpcClient(schedulers, RpcProtocol.ApplicationMaster, identity, options, time),
            token, options, time)
    {
    }

    /// <param name="connect">Makes the line; what it is given says who we are at each new connection.</param>
    internal ApplicationMasterClient(
        Func<Func<TokenAuthentication>, IRpcCaller> connect, HadoopToken token, HadoopRpcOptions options,
        TimeProvider time)
    {
        this.token = token;
        this.options = options;
        this.time = time;
        rpc = connect(() => new TokenAuthentication(this.token));
    }

    /// <summary>Tokens of the nodes that gave us containers.</summary>
    public NodeTokens NodeTokens { get; } = new();

    /// <summary>Whether an answer of the scheduler is awaited, so that heartbeats should be frequent.</summary>
    public bool IsWaiting => table.IsWaiting;

    /// <summary>Whether something is to be said at once.</summary>
    public bool HasNews => table.HasNews;

    /// <summary>How often YARN had forgotten us, as it does when it was started again, and was told all anew.</summary>
    public int Rejoins { get; private set; }

    /// <summary>Must come first.</summary>
    /// <param name="host">What clients see.</param>
    /// <param name="port">-1 for none.</param>
    /// <param name="trackingUrl">Empty for none.</param>
    /// <returns>The largest container that YARN gives; no limit where it does not say.</returns>
    public async Task<ContainerLimit> RegisterAsync(
        string host, int port, string trackingUrl, CancellationToken cancellationToken)
    {
        registration = new RegisterApplicationMasterRequestProto { Host = host, RpcPort = port,
            TrackingUrl = trackingUrl };
        return await RegisterAgainAsync(cancellationToken).ConfigureAwait(false) is { } largest
            ? new ContainerLimit(largest.Memory, largest.VirtualCores)
            {
                Others = largest.ResourceValueMap.ToDictionary(other => other.Key, other => other.Value),
            }
            : new ContainerLimit(long.MaxValue, int.MaxValue);
    }

    /// <summary>
    /// How many containers of a shape are wanted beyond those received; said with the next heartbeat.
    /// </summary>
    public void Declare(ContainerShape shape, int wanted) => table.Declare(shape, wanted);

    /// <summary>How many of them are still to come.</summary>
    public int Wanted(ContainerShape shape) => table.Wanted(shape.Priority);

    /// <summary>Gives a container back; said with each heartbeat until YARN confirms it.</summary>
    public void Release(ContainerId container) => table.Release(container);

    /// <summary>On which hosts no container is wanted; replaces what was said before.</summary>
    /// <param name="hosts">As the NodeManagers name themselves.</param>
    public void LeaveOut(IReadOnlySet<string> hosts) => table.LeaveOut(hosts);

    /// <summary>
    /// Says what is new and hears what is new. One that was given up is made again, as it was, by the next.
    /// </summary>
    /// <exception cref="AttemptOverException">YARN has ended this attempt: stop.</exception>
    /// <exception cref="RemoteException">The request was refused as a whole; nothing of it took effect.</exception>
    /// <exception cref="IOException">No ResourceManager answered within the budget.</exception>
    public async Task<AllocationNews> HeartbeatAsync(float progress, CancellationToken cancellationToken)
    {
        for (var recoveries = 0; ; recoveries++)
        {
            try
            {
                var response = await rpc.CallAsync(
                    "allocate", table.Request(progress), AllocateResponseProto.Parser, cancellationToken)
                    .ConfigureAwait(false);
                // The command is absent in general, and then reads as a resync.
                if (!response.HasAMCommand)
                {
                    return Take(response);
                }

                if (response.AMCommand == AMCommandProto.AmShutdown || recoveries == MostRecoveries)
                {
                    throw new AttemptOverException($"its scheduler says {response.AMCommand}");
                }

                await RejoinAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteException failure) when (IsAttemptOver(failure))
            {
                throw new AttemptOverException(failure.RemoteMessage, failure);
            }
            catch (RemoteException failure) when (
                recoveries < MostRecoveries && ExpectedResponseId(failure) is { } expected)
            {
                table.OnResync(expected);
            }
            catch (RemoteException failure) when (
                recoveries < MostRecoveries && failure.ClassName == RemoteExceptions.NotRegistered)
            {
                await RejoinAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteException)
            {
                table.OnRefused();
                throw;
            }
        }
    }

    /// <summary>Ends the application; repeated until YARN has written it down.</summary>
    /// <exception cref="AttemptOverException">YARN has ended this attempt already.</exception>
    /// <exception cref="IOException">YARN did not confirm it within the budget.</exception>
    public async Task FinishAsync(
        FinalApplicationStatusProto status, string diagnostics, CancellationToken cancellationToken)
    {
        var request = new FinishApplicationMasterRequestProto
        {
            FinalApplicationStatus = status,
            Diagnostics = diagnostics,
            TrackingUrl = "",
        };
        var started = time.GetTimestamp();
        var pause = FirstFinishPoll;
        while (time.GetElapsedTime(started) <= options.RetryBudget)
        {
            try
            {
                var response = await rpc.CallAsync(
                    "finishApplicationMaster", request, FinishApplicationMasterResponseProto.Parser, cancellationToken)
                    .ConfigureAwait(false);
                if (response.IsUnregistered)
                {
                    return;
                }

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestFinishPoll ? pause * 2 : LongestFinishPoll;
            }
            catch (RemoteException failure) when (failure.ClassName == RemoteExceptions.NotRegistered)
            {
                await RegisterAgainAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteException failure) when (IsAttemptOver(failure))
            {
                throw new AttemptOverException(failure.RemoteMessage, failure);
            }
        }

        throw new IOException($"YARN did not confirm the application's end within {options.RetryBudget}.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => rpc.DisposeAsync();

    // The ResourceManager was restarted: it wants to hear everything again (work-preserving recovery).
    async Task RejoinAsync(CancellationToken cancellationToken)
    {
        await RegisterAgainAsync(cancellationToken).ConfigureAwait(false);
        table.OnResync(expectedId: 0);
        Rejoins++;
    }

    // Gives the largest container, if YARN says it.
    async Task<ResourceProto?> RegisterAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            var response = await rpc.CallAsync(
                "registerApplicationMaster", registration!, RegisterApplicationMasterResponseProto.Parser,
                cancellationToken).ConfigureAwait(false);
            NodeTokens.Add(response.NmTokensFromPreviousAttempts);
            previous.AddRange(response.ContainersFromPreviousAttempts.Select(AllocatedContainer.Of));
            return response.MaximumCapability;
        }
        catch (RemoteException failure) when (IsAlreadyRegistered(failure))
        {
            // The answer to the first try was lost; YARN does not repeat it.
            return null;
        }
        catch (RemoteException failure) when (IsAttemptOver(failure))
        {
            throw new AttemptOverException(failure.RemoteMessage, failure);
        }
    }

    AllocationNews Take(AllocateResponseProto response)
    {
        NodeTokens.Add(response.NmTokens);
        // While YARN's key rolls over the new token comes with every answer; it is used at the next connection.
        if (response.AmRmToken is { } renewed && !renewed.Identifier.Span.SequenceEqual(token.Identifier.Span))
        {
            token = HadoopToken.Of(renewed);
        }

        table.OnResponse(response);
        var news = new AllocationNews(
            [.. response.AllocatedContainers.Select(AllocatedContainer.Of)],
            [.. response.CompletedContainerStatuses.Select(status =>
                new CompletedContainer(ContainerId.Of(status.ContainerId), status.ExitStatus, status.Diagnostics))],
            [.. previous, .. response.ContainersFromPreviousAttempts.Select(AllocatedContainer.Of)],
            response.NumClusterNodes)
        {
            Room = response.Limit is { } limit ? new ContainerLimit(limit.Memory, limit.VirtualCores) : null,
        };
        previous.Clear();
        return news;
    }

    static int? ExpectedResponseId(RemoteException failure)
    {
        var match = ExpectedId().Match(failure.RemoteMessage);
        return failure.ClassName == RemoteExceptions.InvalidRequest && match.Success
            ? int.Parse(match.Groups[1].Value)
            : null;
    }

    static bool IsAlreadyRegistered(RemoteException failure) =>
        failure.ClassName == RemoteExceptions.InvalidRequest
        && failure.RemoteMessage.Contains("already registered", StringComparison.Ordinal);

    static bool IsAttemptOver(RemoteException failure) =>
        failure.ClassName is RemoteExceptions.AttemptNotFound or RemoteExceptions.InvalidToken
        || (failure.ClassName == RemoteExceptions.InvalidRequest
            && failure.RemoteMessage.Contains("doesn't exist in cache", StringComparison.Ordinal));

    [GeneratedRegex(@"expect responseId to be (\d{1,10})", RegexOptions.CultureInvariant)]
    private static partial Regex ExpectedId();
}

/// <summary>What came with one heartbeat.</summary>
/// <param name="Completed">May hold containers of earlier attempts, and the same one again.</param>
/// <param name="Previous">
/// Containers that an earlier attempt started and that still run: with the first heartbeat after registering, and later
/// as nodes come back. One may be named again.
/// </param>
/// <param name="ClusterNodes">How many NodeManagers the cluster has.</param>
public sealed record AllocationNews(
    IReadOnlyList<AllocatedContainer> Allocated, IReadOnlyList<CompletedContainer> Completed,
    IReadOnlyList<AllocatedContainer> Previous, int ClusterNodes)
{
    /// <summary>What the application could still get by queue and cluster; null when YARN does not say.</summary>
    public ContainerLimit? Room { get; init; }
}

/// <summary>The largest container of a queue.</summary>
public sealed record ContainerLimit(long MemoryMb, int VirtualCores)
{
    /// <summary>By YARN's name of the resource type; null where YARN does not say its limits.</summary>
    public IReadOnlyDictionary<string, long>? Others { get; init; }
}

/// <summary>YARN has ended this attempt, or replaced it by another: there is nothing left to manage.</summary>
public sealed class AttemptOverException(string reason, RemoteException? cause = null)
    : Exception($"YARN has ended this application attempt: {reason}", cause);
