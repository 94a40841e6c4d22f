using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>The ApplicationMaster itself: its configuration, its environment, its logs, its start.</summary>
sealed class MasterResource(Settings settings, LogFiles logs, StartTrace trace) : IRestResource
{
    const string MainLog = "jobmanager.log";
    const string StandardOutput = "jobmanager.out";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobmanager/config", Configuration);
        routes.MapGet("/jobmanager/environment", () => TypedResults.Json(
            MasterEnvironmentBody.Read(), RestJson.Default.MasterEnvironment));
        routes.MapGet("/jobmanager/logs", Logs);
        routes.MapGet("/jobmanager/logs/{*name}", (string name) => Log(name));
        routes.MapGet("/jobmanager/log", () => Log(MainLog));
        routes.MapGet("/jobmanager/stdout", () => Log(StandardOutput));
        routes.MapGet("/jobmanager/start-trace", Trace);
    }

    JsonHttpResult<IReadOnlyList<ConfigurationEntry>> Configuration() =>
        TypedResults.Json<IReadOnlyList<ConfigurationEntry>>(
        [
            .. settings.All.Select(
                pair => new ConfigurationEntry(pair.Key, Secrets.Shown(pair.Key, pair.Value.Value))),
        ], RestJson.Default.IReadOnlyListConfigurationEntry);

    JsonHttpResult<LogList> Logs() => TypedResults.Json(
        new LogList(
        [
            .. from file in logs.List()
               select new LogFileBody(
                   file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc).ToUnixTimeMilliseconds()),
        ]), RestJson.Default.LogList);

    IResult Log(string name) => logs.Open(name) is { } content
        ? TypedResults.Stream(answer => SendAsync(content, answer), "text/plain; charset=utf-8")
        : RestAnswers.Refused(StatusCodes.Status404NotFound, "There is no such log file; /jobmanager/logs names them.");

    // Its length is not promised: it grows while it is sent, or is cut because it has grown too large.
    static async Task SendAsync(Stream log, Stream answer)
    {
        await using (log)
        {
            await StreamCopyOperation.CopyToAsync(log, answer, log.Length, CancellationToken.None);
        }
    }

    JsonHttpResult<StartTraceResponse> Trace() => TypedResults.Json(
        new StartTraceResponse(
        [
            .. from step in trace.Steps
               select new StartStepBody(
                   step.Process, step.Step, (step.Time - DateTimeOffset.UnixEpoch).TotalMilliseconds),
        ]), RestJson.Default.StartTraceResponse);
}
