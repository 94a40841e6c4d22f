using System.Text;
using System.Text.Json.Nodes;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Applications;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>
/// Reads the body of POST apps as RMWebAppUtil does: what is missing has a default, what is unknown is ignored.
/// </summary>
internal sealed class SubmissionReader(string user, Scheduler scheduler, int highestPriority)
{
    const int LongestType = 20;
    const int MostTags = 10;
    const int LongestTag = 100;

    public Submission Read(JsonObject body)
    {
        if (body.Flag("unmanaged-AM"))
        {
            throw RestFailure.BadRequest(
                "This YARN runs ApplicationMasters itself; submit the application without unmanaged-AM.");
        }

        var type = body.Text("application-type");
        var spec = new LaunchReader(body.Object("am-container-spec"));
        var validity = body.Number("attempt-failures-validity-interval", -1);
        return new Submission
        {
            Id = ReadId(body),
            User = user,
            Name = body.Text("application-name"),
            Type = type.Length <= LongestType ? type : type[..LongestType],
            Queue = body.Text("queue") is { Length: > 0 } queue ? queue : "default",
            Priority = (int)Math.Clamp(body.Number("priority", 0), 0, highestPriority),
            Tags = ReadTags(body),
            NodeLabel = Label(body, "app-node-label-expression"),
            MasterNodeLabel = Label(body, "am-container-node-label-expression") is { Length: > 0 } label
                ? label
                : Label(body, "app-node-label-expression"),
            Resource = ReadResource(body),
            MaxAttempts = (int)Math.Clamp(body.Number("max-app-attempts", 0), 0, int.MaxValue),
            KeepsContainers = body.Flag("keep-containers-across-application-attempts"),
            FailuresValidity = validity > 0 ? TimeSpan.FromMilliseconds(validity) : null,
            Launch = spec.ReadLaunch(),
            Credentials = spec.ReadCredentials(),
            Logs = ReadLogs(body.Object("log-aggregation-context")),
        };
    }

    static YarnApplicationId ReadId(JsonObject body) =>
        YarnApplicationId.TryParse(body.Text("application-id"), out var id)
            ? id
            : throw RestFailure.BadRequest($"Could not parse application id {body.Text("application-id")}");

    string Label(JsonObject body, string name)
    {
        var label = body.Text(name).Trim();
        return NodeLabels.Refusal(scheduler, label) is { } refusal ? throw RestFailure.BadRequest(refusal) : label;
    }

    static List<string> ReadTags(JsonObject body)
    {
        var tags = body.Object("application-tags")["tag"].Elements()
            .Select(tag => tag!.ToString().ToLowerInvariant()).Distinct().ToList();
        if (tags.Count > MostTags)
        {
            throw RestFailure.BadRequest($"Too many applicationTags, a maximum of only {MostTags} are allowed!");
        }

        return tags.Find(tag => tag.Length > LongestTag || !Ascii.IsValid(tag)) is { } bad
            ? throw RestFailure.BadRequest(
                $"Tag '{bad}' is too long, maximum allowed length of a tag is {LongestTag}, and only ASCII is allowed!")
            : tags;
    }

    ResourceAmount ReadResource(JsonObject body)
    {
        var resource = body.Object("resource");
        var asked = new ResourceAmount(
            resource.Number("memory", 0), (int)Math.Clamp(resource.Number("vCores", 0), 0, int.MaxValue));
        if (asked.MemoryMb > scheduler.Maximum.MemoryMb)
        {
            throw RestFailure.BadRequest("Requested more memory than configured max");
        }

        return asked.VirtualCores > scheduler.Maximum.VirtualCores
            ? throw RestFailure.BadRequest("Requested more cores than configured max")
            : asked;
    }

    static LogAggregationContextProto? ReadLogs(JsonObject logs)
    {
        if (logs.Count == 0)
        {
            return null;
        }

        var context = new LogAggregationContextProto();
        Set("log-include-pattern", value => context.IncludePattern = value);
        Set("log-exclude-pattern", value => context.ExcludePattern = value);
        Set("rolled-log-include-pattern", value => context.RolledLogsIncludePattern = value);
        Set("rolled-log-exclude-pattern", value => context.RolledLogsExcludePattern = value);
        return context;

        void Set(string name, Action<string> set)
        {
            if (logs.Text(name) is { Length: > 0 } value)
            {
                set(value);
            }
        }
    }
}
