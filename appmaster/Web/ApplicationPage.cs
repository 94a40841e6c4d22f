using System.Globalization;
using System.Net;
using System.Text;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.Rest;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.AppMaster.Web;

/// <summary>What stands behind the tracking URL: the application's jobs and TaskManagers as plain HTML.</summary>
sealed class ApplicationPage(ApplicationDescriptor application, MasterCore core, TimeProvider time)
{
    const double Megabyte = 1 << 20;

    const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
        <style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse;margin-bottom:2em}
        td,th{text-align:left;padding:.3em 1em .3em 0;border-bottom:1px solid #ccc}</style>
        """;

    /// <summary>The page as of now. Everything that others have named is encoded.</summary>
    public async Task<string> RenderAsync()
    {
        var jobs = await core.Dispatcher.SnapshotsAsync();
        var cluster = await core.ResourceManager.SnapshotAsync();
        var page = new StringBuilder(Head)
            .Append(CultureInfo.InvariantCulture, $"<title>{Safe(application.ApplicationId)}</title></head><body>")
            .Append(CultureInfo.InvariantCulture, $"<h1>FlinkYarn: {Safe(application.ApplicationId)}</h1>")
            .Append(CultureInfo.InvariantCulture,
                $"<p>{application.Mode}, user {Safe(application.User)}, version {Safe(FlinkYarnVersion.Current)}</p>");
        AppendTable(
            page, "Jobs", ["Name", "Id", "State", "Started", "Duration", "Tasks"],
            jobs.Select(job => RowOf(JobBodies.Summary(job, time))));
        AppendTable(
            page, "TaskManagers", ["Id", "Host", "Slots", "Free slots", "Memory"], cluster.Registered.Select(RowOf));
        if (cluster.Starting > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{cluster.Starting} more are starting.</p>");
        }

        return page.Append("</body></html>\n").ToString();
    }

    static string[] RowOf(JobSummary job) =>
    [
        job.Name, job.Id, job.State,
        DateTimeOffset.FromUnixTimeMilliseconds(job.StartTime)
            .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        TimeSpan.FromMilliseconds(job.Duration).ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
        string.Join(", ", job.Tasks.Where(state => state.Value > 0 && state.Key != JobBodies.AllTasks)
            .Select(state => $"{state.Value} {state.Key.ToUpperInvariant()}")),
    ];

    static string[] RowOf(WorkerSnapshot worker) =>
    [
        worker.ResourceId, worker.Host, Text(worker.Slots), Text(worker.FreeSlots),
        string.Create(CultureInfo.InvariantCulture, $"{worker.ResidentBytes / Megabyte:0} MB"),
    ];

    static void AppendTable(
        StringBuilder page, string title, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2><table><tr>")
            .AppendJoin("", columns.Select(column => $"<th>{column}</th>")).Append("</tr>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Safe(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</table>\n");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Safe(string text) => WebUtility.HtmlEncode(text);
}
