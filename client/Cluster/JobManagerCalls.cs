using System.Net;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Security;
using Refit;

namespace FlinkYarn.Client.Cluster;

/// <summary>
/// Asks the ApplicationMaster again when a connection breaks, at its new address when YARN has started another attempt,
/// until the budget is spent or YARN says that the application is over.
/// </summary>
sealed class JobManagerCalls(
    YarnResourceManagerClient yarn, YarnApplication application, ApplicationCredentials credentials,
    ClientOptions options, TimeProvider time) : IDisposable
{
    readonly Lock guard = new();
    // None when the application was over before its ApplicationMaster was seen.
    JobManagerConnection? connection =
        application.AmRpcAddress is { Length: > 0 } address ? new(address, credentials) : null;

    /// <summary>The application that the ApplicationMaster is of.</summary>
    public string ApplicationId => application.Id;

    /// <summary>Calls what has no answer.</summary>
    /// <inheritdoc cref="CallAsync{T}"/>
    public Task CallAsync(Func<IJobManagerApi, CancellationToken, Task> call, CancellationToken cancellationToken) =>
        CallAsync(
            async (api, token) =>
            {
                await call(api, token);
                return true;
            },
            cancellationToken);

    /// <summary>Calls, and calls again.</summary>
    /// <exception cref="MasterRefusedException">It answered with a refusal.</exception>
    /// <exception cref="ApplicationEndedException">YARN says that it is over.</exception>
    /// <exception cref="IOException">
    /// The ApplicationMaster did not answer for as long as <c>client.timeout</c>.
    /// </exception>
    public async Task<T> CallAsync<T>(
        Func<IJobManagerApi, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        long? brokenSince = null;
        while (true)
        {
            var current = Current() ?? throw new ApplicationEndedException(application);
            try
            {
                return await call(current.Api, cancellationToken);
            }
            catch (ApiException refusal) when (!IsTransient(refusal.StatusCode))
            {
                throw new MasterRefusedException(current.Address, refusal.StatusCode, refusal.Content, refusal);
            }
            catch (Exception failure) when (IsBroken(failure) && !cancellationToken.IsCancellationRequested)
            {
                brokenSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(brokenSince.Value) > options.Timeout)
                {
                    throw new IOException(
                        $"The ApplicationMaster of {application.Id} at {current.Address} has not answered for "
                            + $"{options.Timeout}: "
                        + $"{failure.Message}. Is the node reachable from here? See 'yarn logs -applicationId "
                        + $"{application.Id}'.",
                        failure);
                }
            }

            await FindAgainAsync(current, cancellationToken);
            await Task.Delay(options.RetryPeriod, time, cancellationToken);
        }
    }

    public void Dispose() => Current()?.Dispose();

    async Task FindAgainAsync(JobManagerConnection broken, CancellationToken cancellationToken)
    {
        var report = await yarn.GetApplicationAsync(application.Id, cancellationToken);
        if (report.IsTerminal)
        {
            throw new ApplicationEndedException(report);
        }

        lock (guard)
        {
            if (report.AmRpcAddress is { Length: > 0 } address && address != broken.Address
                && ReferenceEquals(connection, broken))
            {
                // The old one is not disposed: other calls may still be on it, and it holds only idle sockets.
                connection = new JobManagerConnection(address, credentials);
            }
        }
    }

    JobManagerConnection? Current()
    {
        lock (guard)
        {
            return connection;
        }
    }

    // Refit wraps what the transport throws; a time-out is a cancellation that nobody here asked for.
    static bool IsBroken(Exception failure) =>
        failure is HttpRequestException or ApiRequestException or ApiException or OperationCanceledException
            or IOException;

    static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
