using System.Globalization;
using System.Text.RegularExpressions;
using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>
/// A container: <c>container_e17_1795414646467_0005_01_000002</c>; the epoch counts the RM's restarts and is left out
/// while it is 0 (<c>org.apache.hadoop.yarn.api.records.ContainerId</c>).
/// </summary>
/// <param name="Id">64 bits: the epoch above 40 bits of number.</param>
public readonly partial record struct ContainerId(YarnApplicationAttemptId Attempt, long Id)
{
    const int NumberBits = 40;

    /// <summary>Restarts of the RM before this container was allocated.</summary>
    public long Epoch => Id >> NumberBits;

    /// <summary>Within the epoch.</summary>
    public long Number => Id & ((1L << NumberBits) - 1);

    /// <summary>False when the text is no such id.</summary>
    public static bool TryParse(string? text, out ContainerId id)
    {
        id = default;
        var match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        long Part(string name) => match.Groups[name] is { Success: true } group
            ? long.Parse(group.Value, CultureInfo.InvariantCulture)
            : 0;
        var application = new YarnApplicationId(Part("time"), (int)Part("app"));
        id = new ContainerId(
            new YarnApplicationAttemptId(application, (int)Part("attempt")), (Part("epoch") << NumberBits) | Part("number"));
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var epoch = Epoch > 0 ? $"e{Epoch:D2}_" : "";
        var application = Attempt.Application;
        return $"container_{epoch}{application.ClusterTimestamp}_{application.Number:D4}_{Attempt.Attempt:D2}_{Number:D6}";
    }

    internal static ContainerId Of(ContainerIdProto id) => new(YarnApplicationAttemptId.Of(id.AppAttemptId), id.Id);

    internal ContainerIdProto ToProto() => new()
    {
        Id = Id,
        AppAttemptId = new ApplicationAttemptIdProto
        {
            AttemptId = Attempt.Attempt,
            ApplicationId = new ApplicationIdProto
            {
                Id = Attempt.Application.Number,
                ClusterTimestamp = Attempt.Application.ClusterTimestamp,
            },
        },
    };

    [GeneratedRegex(
        @"^container_(?:e(?<epoch>\d{2,9})_)?(?<time>\d{1,18})_(?<app>\d{4,9})_(?<attempt>\d{2,9})_(?<number>\d{6,12})$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
