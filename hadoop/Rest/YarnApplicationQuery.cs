using System.Globalization;
using FlinkYarn.Hadoop.Rest.Json;

namespace FlinkYarn.Hadoop.Rest;

/// <summary>Which applications a list shall have; what is not set does not restrict.</summary>
public sealed record YarnApplicationQuery
{
    public IReadOnlyList<YarnApplicationState> States { get => field ?? []; init; }

    public IReadOnlyList<string> ApplicationTypes { get => field ?? []; init; }

    public IReadOnlyList<string> ApplicationTags { get => field ?? []; init; }

    public string? User { get; init; }

    public string? Queue { get; init; }

    public int? Limit { get; init; }

    internal Dictionary<string, string> ToParameters()
    {
        // Resource requests make a list of applications many times longer and nobody reads them here.
        var parameters = new Dictionary<string, string> { ["deSelects"] = "resourceRequests" };
        AddUnlessEmpty(parameters, "states", string.Join(',', States.Select(JavaName.Of)));
        AddUnlessEmpty(parameters, "applicationTypes", string.Join(',', ApplicationTypes));
        AddUnlessEmpty(parameters, "applicationTags", string.Join(',', ApplicationTags));
        AddUnlessEmpty(parameters, "user", User);
        AddUnlessEmpty(parameters, "queue", Queue);
        AddUnlessEmpty(parameters, "limit", Limit?.ToString(CultureInfo.InvariantCulture));
        return parameters;
    }

    static void AddUnlessEmpty(Dictionary<string, string> parameters, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            parameters[name] = value;
        }
    }
}
