using FlinkYarn.Runtime.Contracts.Deployment;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.AppMaster.Web;

/// <summary>
/// Answers on the port without TLS, where YARN's proxy looks for the application: one page, to be read only, through
/// the proxy only. The secret is not asked for here and nothing of REST is served.
/// </summary>
sealed class PageServer(string applicationId, YarnProxies proxies, Viewers viewers, ApplicationPage page)
{
    const string UserCookie = "proxy-user";

    /// <summary>The page of an application.</summary>
    /// <param name="viewAcl">Null when none was given.</param>
    public static PageServer Of(
        ApplicationDescriptor application, string? viewAcl, MasterCore core, TimeProvider time) => new(
            application.ApplicationId, new YarnProxies(application.WebProxies, time),
            new Viewers(application.User, viewAcl), new ApplicationPage(application, core, time));

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            await RefuseAsync(response, StatusCodes.Status405MethodNotAllowed, "This page is read by GET.");
            return;
        }

        if (context.Connection.RemoteIpAddress is not { } caller
            || !await proxies.HasAsync(caller, context.RequestAborted))
        {
            await SendToProxyAsync(response);
            return;
        }

        // Believed from the proxy only.
        if (!viewers.Have(request.Cookies[UserCookie]))
        {
            await RefuseAsync(
                response, StatusCodes.Status403Forbidden,
                $"You are neither the owner of {applicationId} nor named in its yarn.view.acls (groups are not known "
                + "here).");
            return;
        }

        if (request.Path != "/")
        {
            await RefuseAsync(response, StatusCodes.Status404NotFound, "There is one page here, at /.");
            return;
        }

        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(await page.RenderAsync(), context.RequestAborted);
    }

    Task SendToProxyAsync(HttpResponse response)
    {
        if (proxies.AddressOf(applicationId) is not { } proxy)
        {
            return RefuseAsync(
                response, StatusCodes.Status403Forbidden, "This page is shown by YARN's web proxy, and none is known.");
        }

        response.Redirect(proxy.AbsoluteUri);
        return Task.CompletedTask;
    }

    static Task RefuseAsync(HttpResponse response, int status, string reason)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(reason + "\n");
    }
}
