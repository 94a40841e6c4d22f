using FlinkYarn.Runtime.Contracts.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Refusals, as Flink words them: <c>{"errors":[…]}</c>.</summary>
static class RestAnswers
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static JsonHttpResult<ErrorResponse> NoJob(string id) =>
        Refused(StatusCodes.Status404NotFound, $"There is no job {id}.");

    public static JsonHttpResult<ErrorResponse> Refused(int status, string message) =>
        TypedResults.Json(new ErrorResponse([message]), RestJson.Default.ErrorResponse, statusCode: status);

    /// <summary>How long a call waits that was asked to; bounded.</summary>
    public static TimeSpan Patience(int? waitMs) =>
        TimeSpan.FromMilliseconds(Math.Clamp(waitMs ?? 0, 0, LongestWait.TotalMilliseconds));
}
