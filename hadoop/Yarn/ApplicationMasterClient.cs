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
    static readonly TimeSpan FinishPoll = TimeSpan.FromMilliseconds(100);

    readonly HadoopRpcClient rpc;
    readonly TimeProvider time;
    readonly AllocationTable table = new();
    HadoopToken token;
    RegisterApplicationMasterRequestProto? registration;

    /// <param name="schedulers">Scheduler addresses of all ResourceManagers.</param>
    /// <param name="token">The attempt's token, from its credentials file.</param>
    public ApplicationMasterClient(
        IReadOnlyList<DnsEndPoint> schedulers, HadoopToken token, HadoopRpcOptions options, TimeProvider time)
    {
        this.token = token;
        this.time = time;
        rpc = new HadoopRpcClient(
            schedulers, RpcProtocol.ApplicationMaster, () => new TokenAuthentication(this.token), options, time);
    }

    /// <summary>Tokens of the nodes that gave us containers.</summary>
    public NodeTokens NodeTokens { get; } = new();

    /// <summary>Whether an answer of the scheduler is awaited, so that heartbeats should be frequent.</summary>
    public bool IsWaiting => table.IsWaiting;

    /// <summary>Whether something is to be said at once.</summary>
    public bool HasNews => table.HasNews;

    /// <summary>Must come first.</summary>
    /// <param name="host">What clients see.</param>
    /// <param name="port">-1 for none.</param>
    /// <param name="trackingUrl">Empty for none.</param>
    /// <returns>The largest container that YARN gives.</returns>
    public async Task<ContainerLimit> RegisterAsync(
        string host, int port, string trackingUrl, CancellationToken cancellationToken)
    {
        registration = new RegisterApplicationMasterRequestProto { Host = host, RpcPort = port, TrackingUrl = trackingUrl };
        var response = await RegisterAgainAsync(cancellationToken).ConfigureAwait(false);
        NodeTokens.Add(response.NmTokensFromPreviousAttempts);
        return new ContainerLimit(response.MaximumCapability.Memory, response.MaximumCapability.VirtualCores);
    }

    /// <summary>How many containers of a shape are wanted beyond those received; said with the next heartbeat.</summary>
    public void Declare(ContainerShape shape, int wanted) => table.Declare(shape, wanted);

    /// <summary>How many of them are still to come.</summary>
    public int Wanted(ContainerShape shape) => table.Wanted(shape.Priority);

    /// <summary>Gives a container back; said with each heartbeat until YARN confirms it.</summary>
    public void Release(ContainerId container) => table.Release(container);

    /// <summary>Says what is new and hears what is new.</summary>
    /// <exception cref="AttemptOverException">YARN has ended this attempt: stop.</exception>
    /// <exception cref="RemoteException">The request was refused as a whole; nothing of it took effect.</exception>
    public async Task<AllocationNews> HeartbeatAsync(float progress, CancellationToken cancellationToken)
    {
        var request = table.Request(progress);
        while (true)
        {
            try
            {
                var response = await rpc.CallAsync("allocate", request, AllocateResponseProto.Parser, cancellationToken)
                    .ConfigureAwait(false);
                return Take(response);
            }
            catch (RemoteException failure) when (ExpectedResponseId(failure) is { } expected)
            {
                table.OnExpectedResponseId(expected);
                request.ResponseId = expected;
            }
            catch (RemoteException failure) when (failure.ClassName == RemoteExceptions.NotRegistered)
            {
                // The ResourceManager was restarted: it wants to hear everything again (work-preserving recovery).
                await RegisterAgainAsync(cancellationToken).ConfigureAwait(false);
                table.OnRefused(request);
                table.OnResync();
                request = table.Request(progress);
            }
            catch (RemoteException failure) when (IsAttemptOver(failure))
            {
                throw new AttemptOverException(failure);
            }
            catch (RemoteException)
            {
                table.OnRefused(request);
                throw;
            }
        }
    }

    /// <summary>Ends the application; repeated until YARN has written it down.</summary>
    /// <exception cref="AttemptOverException">YARN has ended this attempt already.</exception>
    public async Task FinishAsync(
        FinalApplicationStatusProto status, string diagnostics, CancellationToken cancellationToken)
    {
        var request = new FinishApplicationMasterRequestProto
        {
            FinalApplicationStatus = status,
            Diagnostics = diagnostics,
            TrackingUrl = "",
        };
        while (true)
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

                await Task.Delay(FinishPoll, time, cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteException failure) when (failure.ClassName == RemoteExceptions.NotRegistered)
            {
                await RegisterAgainAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (RemoteException failure) when (IsAttemptOver(failure))
            {
                throw new AttemptOverException(failure);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => rpc.DisposeAsync();

    async Task<RegisterApplicationMasterResponseProto> RegisterAgainAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await rpc.CallAsync(
                "registerApplicationMaster", registration!, RegisterApplicationMasterResponseProto.Parser,
                cancellationToken).ConfigureAwait(false);
        }
        catch (RemoteException failure) when (IsAttemptOver(failure))
        {
            throw new AttemptOverException(failure);
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
        return new AllocationNews(
            [.. response.AllocatedContainers.Select(AllocatedContainer.Of)],
            [.. response.CompletedContainerStatuses.Select(status =>
                new CompletedContainer(ContainerId.Of(status.ContainerId), status.ExitStatus, status.Diagnostics))],
            MustStop: response.HasAMCommand && response.AMCommand == AMCommandProto.AmShutdown);
    }

    static int? ExpectedResponseId(RemoteException failure)
    {
        var match = ExpectedId().Match(failure.RemoteMessage);
        return failure.ClassName == RemoteExceptions.InvalidRequest && match.Success
            ? int.Parse(match.Groups[1].Value)
            : null;
    }

    static bool IsAttemptOver(RemoteException failure) =>
        failure.ClassName is RemoteExceptions.AttemptNotFound or RemoteExceptions.InvalidToken
        || (failure.ClassName == RemoteExceptions.InvalidRequest
            && failure.RemoteMessage.Contains("doesn't exist in cache", StringComparison.Ordinal));

    [GeneratedRegex(@"expect responseId to be (\d{1,10})", RegexOptions.CultureInvariant)]
    private static partial Regex ExpectedId();
}

/// <summary>What came with one heartbeat.</summary>
/// <param name="Completed">May hold containers of earlier attempts, and the same one again.</param>
/// <param name="MustStop">YARN orders the ApplicationMaster to end.</param>
public sealed record AllocationNews(
    IReadOnlyList<AllocatedContainer> Allocated, IReadOnlyList<CompletedContainer> Completed, bool MustStop);

/// <summary>The largest container of a queue.</summary>
public sealed record ContainerLimit(long MemoryMb, int VirtualCores);

/// <summary>YARN has ended this attempt, or replaced it by another: there is nothing left to manage.</summary>
public sealed class AttemptOverException(RemoteException cause)
    : Exception($"YARN has ended this application attempt: {cause.RemoteMessage}", cause);
