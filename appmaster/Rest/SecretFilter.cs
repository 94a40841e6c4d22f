using FlinkYarn.Runtime.Contracts.Rest;
using FlinkYarn.Runtime.Security;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Lets in only who presents the application's secret as a bearer token.</summary>
static class SecretFilter
{
    const string Scheme = "Bearer ";

    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, ApplicationCredentials credentials)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal) && credentials.IsSecret(header[Scheme.Length..])
            ? await next(context)
            : TypedResults.Json(
                new ErrorResponse(["The application's secret is needed: Authorization: Bearer …"]),
                RestJson.Default.ErrorResponse, statusCode: StatusCodes.Status401Unauthorized);
    }
}
