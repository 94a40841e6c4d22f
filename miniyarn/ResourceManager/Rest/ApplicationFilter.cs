using System.Globalization;
using FlinkYarn.MiniYarn.ResourceManager.Applications;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Which applications GET apps lists, by its query (ApplicationsRequestBuilder).</summary>
internal sealed class ApplicationFilter
{
    static readonly string[] States =
        ["NEW", "NEW_SAVING", "SUBMITTED", "ACCEPTED", "RUNNING", "FINISHED", "FAILED", "KILLED"];

    static readonly string[] FinalStatuses = ["UNDEFINED", "SUCCEEDED", "FAILED", "KILLED", "ENDED"];

    readonly HashSet<string> states;
    readonly HashSet<string> finalStatuses;
    readonly HashSet<string> types;
    readonly HashSet<string> tags;
    readonly string user;
    readonly string queue;
    readonly string name;
    readonly (long From, long To) started;
    readonly (long From, long To) finished;
    readonly long limit;

    public ApplicationFilter(IQueryCollection query)
    {
        states = [.. Known(query, "states", States, "application-state"),
            .. Known(query, "state", States, "application-state")];
        finalStatuses = [.. Known(query, "finalStatus", FinalStatuses, "final application status")];
        types = [.. List(query, "applicationTypes")];
        tags = [.. List(query, "applicationTags").Select(tag => tag.ToLowerInvariant())];
        user = query["user"].ToString();
        queue = query["queue"].ToString();
        name = query["name"].ToString();
        started = (Number(query, "startedTimeBegin", 0), Number(query, "startedTimeEnd", long.MaxValue));
        finished = (Number(query, "finishedTimeBegin", 0), Number(query, "finishedTimeEnd", long.MaxValue));
        limit = Number(query, "limit", long.MaxValue);
        if (limit <= 0)
        {
            throw RestFailure.BadRequest("limit value must be greater then 0");
        }
    }

    /// <summary>The newest of those that match, in the order of their ids.</summary>
    public IEnumerable<Application> Choose(IEnumerable<Application> applications) => applications
        .Where(Matches)
        .OrderByDescending(application => application.Id.Number)
        .Take((int)Math.Min(limit, int.MaxValue))
        .Reverse();

    bool Matches(Application application)
    {
        var submission = application.Submission;
        var startedMs = application.StartedAt.ToUnixTimeMilliseconds();
        var finishedMs = application.FinishedAt?.ToUnixTimeMilliseconds() ?? 0;
        return IsIn(states, application.VisibleState)
            && IsIn(finalStatuses, FinalStatus.Name(application.FinalStatus))
            && IsIn(types, submission.Type)
            && (tags.Count == 0 || submission.Tags.Any(tags.Contains))
            && (user.Length == 0 || user == submission.User)
            && (queue.Length == 0 || application.Queue == queue || application.Queue == $"root.{queue}")
            && (name.Length == 0 || name == submission.Name)
            && started.From <= startedMs && startedMs <= started.To
            && finished.From <= finishedMs && finishedMs <= finished.To;
    }

    static bool IsIn(HashSet<string> wanted, string value) => wanted.Count == 0 || wanted.Contains(value);

    static IEnumerable<string> List(IQueryCollection query, string parameter) => query[parameter]
        .SelectMany(value => (value ?? "").Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    static IEnumerable<string> Known(IQueryCollection query, string parameter, string[] known, string what) =>
        List(query, parameter).Select(value => known.Contains(value.ToUpperInvariant())
            ? value.ToUpperInvariant()
            : throw RestFailure.BadRequest(
                $"Invalid {what} {value} specified. It should be one of {string.Join(',', known)}"));

    static long Number(IQueryCollection query, string parameter, long otherwise)
    {
        var text = query[parameter].ToString();
        if (text.Length == 0)
        {
            return otherwise;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RestFailure.BadRequest($"{parameter} value must be a number, not {text}");
    }
}
