using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// Sends calls to the active server of a group: moves to the next one on standby and broken connections, and tries
/// again with back-off and jitter as long as the budget lasts. What is not transient comes back at once.
/// </summary>
sealed partial class ResilientCalls<TApi>
{
    readonly ServerGroup<TApi> servers;
    readonly ResiliencePipeline pipeline;
    readonly ILogger logger;
    readonly int maxRetries;

    public ResilientCalls(ServerGroup<TApi> servers, HadoopRetryOptions options, TimeProvider time, ILogger logger)
    {
        this.servers = servers;
        this.logger = logger;
        maxRetries = options.MaxRetries;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        pipeline = options.MaxRetries == 0 ? ResiliencePipeline.Empty : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxRetries,
            Delay = options.FirstDelay,
            MaxDelay = options.LongestDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome.Exception)),
            DelayGenerator = arguments => ValueTask.FromResult(NoDelayWhereAnotherServerWaits(arguments)),
            OnRetry = arguments =>
            {
                LogRetry(arguments.AttemptNumber + 1, maxRetries, arguments.RetryDelay.TotalMilliseconds,
                    arguments.Outcome.Exception!.Message);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>The server that the next call goes to.</summary>
    public Uri Current => servers.Current.Address;

    public async Task<T> CallAsync<T>(
        Func<TApi, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(
            async token => await CallOnceAsync(call, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public Task CallAsync(Func<TApi, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        CallAsync(
            async (api, token) =>
            {
                await call(api, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public static bool IsTransient(Exception? exception) =>
        exception is HadoopConnectionException or HadoopHttpException { IsTransient: true };

    /// <summary>Whether the server may have done what was asked although it looks like a failure.</summary>
    public static bool IsOutcomeUnknown(Exception failure) => failure is HadoopConnectionException
        || failure is HadoopHttpException { IsTransient: true, Status: >= HttpStatusCode.InternalServerError };

    // Of a call that also speaks to other servers (DataNodes), their silence is not this server's.
    static bool IsSilenceOf(ServerGroup<TApi>.Server server, Exception failure) =>
        failure is HadoopConnectionException silent && silent.Authority == server.Address.Authority;

    async Task<T> CallOnceAsync<T>(Func<TApi, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var server = servers.Current;
        try
        {
            return await call(server.Api, cancellationToken).ConfigureAwait(false);
        }
        catch (HadoopStandbyException standby) when (standby.Active is not null)
        {
            servers.Redirect(server, standby.Active);
            throw;
        }
        catch (IOException failure) when (failure is HadoopStandbyException || IsSilenceOf(server, failure))
        {
            servers.MoveOn(server);
            throw;
        }
    }

    TimeSpan? NoDelayWhereAnotherServerWaits(RetryDelayGeneratorArguments<object> arguments)
    {
        var roundEnds = (arguments.AttemptNumber + 1) % Math.Max(servers.Count, 1) == 0;
        return arguments.Outcome.Exception switch
        {
            HadoopStandbyException { Active: not null } when arguments.AttemptNumber == 0 => TimeSpan.Zero,
            HadoopStandbyException or HadoopConnectionException when !roundEnds => TimeSpan.Zero,
            _ => null,
        };
    }
}
