using System.Net;
using System.Text.Json;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// Kills one application: the RM answers 202 while it is at it, and the order is repeated until 200 (YarnClientImpl).
/// </summary>
sealed class KillOrder(
    string id, string? diagnostics, ResilientCalls<IYarnResourceManagerApi> calls, TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<YarnApplicationState> ExecuteAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var state = await calls.CallAsync(OrderAsync, cancellationToken).ConfigureAwait(false);
            if (state.IsTerminal())
            {
                return state;
            }

            if (time.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException(
                    $"{id} is still {state} {Patience.TotalSeconds} s after YARN took the order to kill it; "
                        + $"look at the RM's log.");
            }

            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    async Task<YarnApplicationState> OrderAsync(IYarnResourceManagerApi api, CancellationToken cancellationToken)
    {
        var body = new StateBody(YarnApplicationState.Killed, diagnostics);
        using var response = await api.PutStateAsync(id, body, cancellationToken).ConfigureAwait(false);
        if (await ErrorMapper.MapAsync(response, YarnErrors.Map).ConfigureAwait(false) is { } failure)
        {
            throw failure;
        }

        // The body names the state before the kill took effect, with 202; with 200 nothing is left to kill.
        return response.StatusCode == HttpStatusCode.Accepted
            ? await StateOfAsync(response, cancellationToken).ConfigureAwait(false)
            : (await api.GetStateAsync(id, cancellationToken).ConfigureAwait(false)).State;
    }

    static async Task<YarnApplicationState> StateOfAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return body.Length == 0
            ? YarnApplicationState.Unknown
            : JsonSerializer.Deserialize(body, YarnJson.Default.StateBody)?.State ?? YarnApplicationState.Unknown;
    }
}
