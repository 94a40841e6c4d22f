using System.Net;
using System.Text;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Applications;

namespace FlinkYarn.MiniYarn.ResourceManager.WebProxy;

/// <summary>The RM's page of one application, for people who followed a link of YARN's texts.</summary>
internal sealed class ApplicationPage(ClusterContext cluster, ApplicationManager applications)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cluster/app/{id}", HandleAsync);

    async Task HandleAsync(HttpContext context)
    {
        var text = (string)context.Request.RouteValues["id"]!;
        var page = YarnApplicationId.TryParse(text, out var id)
            ? await cluster.Loop.AskAsync(() => applications.Find(id) is { } application ? Describe(application) : null)
            : null;
        context.Response.StatusCode = page is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            page ?? $"<!DOCTYPE html><p>Application {WebUtility.HtmlEncode(text)} is not known here.</p>",
            context.RequestAborted);
    }

    static string Describe(Application application)
    {
        var submission = application.Submission;
        var page = new StringBuilder($"<!DOCTYPE html><title>{application.Id}</title><h1>{application.Id}</h1><table>");
        Row("Name", submission.Name);
        Row("User", submission.User);
        Row("Queue", application.Queue);
        Row("State", application.VisibleState);
        Row("Final status", FinalStatus.Name(application.FinalStatus));
        Row("Diagnostics", application.VisibleDiagnostics);
        page.Append("</table><h2>Attempts</h2><ol>");
        foreach (var attempt in application.Attempts)
        {
            page.Append($"<li>{attempt.Id}: {attempt.State}");
            if (attempt.Master is { } master)
            {
                var logs = WebUtility.HtmlEncode(ClusterLinks.Logs(master, submission.User));
                page.Append($" on {WebUtility.HtmlEncode(master.Node.Id.ToString())}, <a href=\"{logs}\">logs</a>");
            }
        }

        return page.Append("</ol>").ToString();

        void Row(string name, string value) =>
            page.Append($"<tr><th align=left>{name}<td><pre>{WebUtility.HtmlEncode(value)}</pre>");
    }
}
