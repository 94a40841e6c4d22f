using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Http;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>
/// YARN's ResourceManager over REST: applications are submitted, watched and killed here, whichever RM of a pair is
/// active. Transient failures are retried within the budget of the options; safe to share between threads.
/// </summary>
public sealed class YarnResourceManagerClient : IDisposable
{
    readonly HttpMessageHandler transport;
    readonly ResilientCalls<IYarnResourceManagerApi> calls;
    readonly HadoopClientOptions options;

    public YarnResourceManagerClient(
        IReadOnlyList<Uri> addresses, IHadoopAuthentication authentication, HadoopClientOptions? options = null)
    {
        this.options = options ?? new HadoopClientOptions();
        transport = new HadoopHttpHandler(authentication, this.options);
        calls = new ResilientCalls<IYarnResourceManagerApi>(
            new ServerGroup<IYarnResourceManagerApi>(addresses, address => RefitClient.Of<IYarnResourceManagerApi>(
                transport, address, YarnJson.Default, YarnErrors.Map)), this.options.Retry, this.options.Time,
            this.options.LoggerFactory.CreateLogger<YarnResourceManagerClient>());
    }

    /// <summary>A client of the RMs that the configuration names.</summary>
    public static YarnResourceManagerClient Connect(
        HadoopConfiguration configuration, IHadoopAuthentication authentication, HadoopClientOptions? options = null) =>
        new(new YarnAddresses(configuration).Web, authentication, options);

    /// <summary>The RM that answered last, or is tried next.</summary>
    public Uri Address => calls.Current;

    public Task<NewApplication> NewApplicationAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync((api, token) => api.NewApplicationAsync(token), cancellationToken);

    /// <summary>
    /// Hands the application to the RM. Returning means that the RM has it, not that it will run: a wrong queue, for
    /// one, shows as state Failed later. If an answer is lost, the application is looked up by its id and sent again
    /// only if the RM does not know it.
    /// </summary>
    public Task SubmitAsync(SubmissionContext context, CancellationToken cancellationToken = default)
    {
        var mistakes = SubmissionReview.Mistakes(context);
        if (mistakes.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, mistakes), nameof(context));
        }

        var isOutcomeUnknown = false;
        return calls.CallAsync(
            async (api, token) =>
            {
                if (isOutcomeUnknown && await IsKnownAsync(api, context.ApplicationId, token).ConfigureAwait(false))
                {
                    return;
                }

                try
                {
                    await api.SubmitAsync(context, token).ConfigureAwait(false);
                }
                catch (IOException failure) when (ResilientCalls<IYarnResourceManagerApi>.IsOutcomeUnknown(failure))
                {
                    isOutcomeUnknown = true;
                    throw;
                }
            },
            cancellationToken);
    }

    public Task<YarnApplication> GetApplicationAsync(string id, CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetApplicationAsync(id, token).ConfigureAwait(false)).Application,
            cancellationToken);

    /// <summary>The application, or null where the RM does not know it.</summary>
    public async Task<YarnApplication?> FindApplicationAsync(string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await GetApplicationAsync(id, cancellationToken).ConfigureAwait(false);
        }
        catch (YarnApplicationNotFoundException)
        {
            return null;
        }
    }

    public Task<IReadOnlyList<YarnApplication>> GetApplicationsAsync(
        YarnApplicationQuery? query = null, CancellationToken cancellationToken = default)
    {
        var parameters = (query ?? new YarnApplicationQuery()).ToParameters();
        return calls.CallAsync(
            async (api, token) => (await api.GetApplicationsAsync(parameters, token)
                .ConfigureAwait(false)).Applications,
            cancellationToken);
    }

    public Task<YarnApplicationState> GetStateAsync(string id, CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetStateAsync(id, token).ConfigureAwait(false)).State, cancellationToken);

    /// <summary>
    /// The report now and whenever its state or diagnostics have changed, to the end of the application.
    /// </summary>
    public async IAsyncEnumerable<YarnApplication> WatchAsync(
        string id, TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        YarnApplication? last = null;
        while (last is not { IsTerminal: true })
        {
            if (last is not null)
            {
                await Task.Delay(interval, options.Time, cancellationToken).ConfigureAwait(false);
            }

            var now = await GetApplicationAsync(id, cancellationToken).ConfigureAwait(false);
            var hasChanged = last is null || now.State != last.State || now.Diagnostics != last.Diagnostics
                || now.TrackingUrl != last.TrackingUrl;
            last = now;
            if (hasChanged)
            {
                yield return now;
            }
        }
    }

    /// <summary>
    /// Kills an application and waits until the RM says that it has ended; returns the state it ended in.
    /// </summary>
    /// <exception cref="TimeoutException">The RM took the order, but the application has not ended in time.</exception>
    public Task<YarnApplicationState> KillAsync(
        string id, string? diagnostics = null, CancellationToken cancellationToken = default) =>
        new KillOrder(id, diagnostics, calls, options.Time).ExecuteAsync(cancellationToken);

    public Task<IReadOnlyList<YarnApplicationAttempt>> GetAttemptsAsync(
        string id, CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetAttemptsAsync(id, token).ConfigureAwait(false)).Attempts,
            cancellationToken);

    /// <summary>The live containers of an attempt.</summary>
    public Task<IReadOnlyList<YarnContainer>> GetContainersAsync(
        string id, string attemptId, CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetContainersAsync(id, attemptId, token).ConfigureAwait(false)).Containers,
            cancellationToken);

    public Task<YarnScheduler> GetSchedulerAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetSchedulerAsync(token).ConfigureAwait(false)).ToScheduler(),
            cancellationToken);

    /// <summary>The nodes that run.</summary>
    public Task<IReadOnlyList<YarnNode>> GetRunningNodesAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetNodesAsync("RUNNING", token).ConfigureAwait(false)).Nodes,
            cancellationToken);

    /// <summary>The labels that nodes may have; none where the cluster does not use labels.</summary>
    public Task<IReadOnlyList<string>> GetNodeLabelsAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync<IReadOnlyList<string>>(
            async (api, token) =>
            [
                .. from label in (await api.GetNodeLabelsAsync(token).ConfigureAwait(false)).Labels
                   where label.Name.Length > 0
                   select label.Name,
            ],
            cancellationToken);

    public Task<YarnClusterMetrics> GetMetricsAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetMetricsAsync(token).ConfigureAwait(false)).Metrics, cancellationToken);

    /// <summary>What the current RM says of itself; a standby answers too.</summary>
    public Task<YarnClusterInfo> GetInfoAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) => (await api.GetInfoAsync(token).ConfigureAwait(false)).Info, cancellationToken);

    /// <summary>Asks the current RM whether it is the active one.</summary>
    public Task<bool> IsActiveAsync(CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) =>
            {
                using var response = await api.GetIsActiveAsync(token).ConfigureAwait(false);
                return response.StatusCode switch
                {
                    HttpStatusCode.OK => true,
                    HttpStatusCode.MethodNotAllowed => false,
                    _ => throw (await ErrorMapper.MapAsync(response, YarnErrors.Map).ConfigureAwait(false))!,
                };
            },
            cancellationToken);

    /// <summary>A property as the RM has it, whatever our own files say; null if it has none.</summary>
    public Task<string?> GetConfigurationAsync(string name, CancellationToken cancellationToken = default) =>
        calls.CallAsync(
            async (api, token) =>
            {
                using var response = await api.GetConfigurationAsync(name, token).ConfigureAwait(false);
                var body = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
                if (response.StatusCode == HttpStatusCode.NotFound
                    || (response.IsSuccessStatusCode && body.Length == 0))
                {
                    return null;
                }

                return await ErrorMapper.MapAsync(response, YarnErrors.Map).ConfigureAwait(false) is { } failure
                    ? throw failure
                    : JsonSerializer.Deserialize(body, YarnJson.Default.ConfigurationAnswer)?.Property?.Value;
            },
            cancellationToken);

    /// <summary>
    /// Where ApplicationMasters register, as the RM itself has it. An ApplicationMaster's container does not know it,
    /// so the client must tell it.
    /// </summary>
    public async Task<IReadOnlyList<DnsEndPoint>> GetSchedulerAddressesAsync(
        CancellationToken cancellationToken = default)
    {
        const string prefix = "yarn.resourcemanager.";
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        await AddAsync("ha.enabled").ConfigureAwait(false);
        await AddAsync("ha.rm-ids").ConfigureAwait(false);
        var ids = new YarnAddresses(HadoopConfiguration.FromProperties(known)).Ids;
        foreach (var suffix in ids.Count == 0 ? [""] : ids.Select(id => "." + id))
        {
            await AddAsync("scheduler.address" + suffix).ConfigureAwait(false);
            await AddAsync("hostname" + suffix).ConfigureAwait(false);
        }

        return new YarnAddresses(HadoopConfiguration.FromProperties(known)).Scheduler(Address.Host);

        async Task AddAsync(string suffix)
        {
            if (await GetConfigurationAsync(prefix + suffix, cancellationToken).ConfigureAwait(false) is { } value)
            {
                known[prefix + suffix] = value;
            }
        }
    }

    public void Dispose() => transport.Dispose();

    static async Task<bool> IsKnownAsync(IYarnResourceManagerApi api, string id, CancellationToken cancellationToken)
    {
        try
        {
            await api.GetApplicationAsync(id, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (YarnApplicationNotFoundException)
        {
            return false;
        }
    }
}
