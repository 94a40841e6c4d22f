using System.Globalization;
using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.Hadoop.Yarn;

/// <summary>An application: <c>application_1795414646467_0005</c>.</summary>
/// <param name="ClusterTimestamp">When the RM that issued it was started.</param>
public readonly record struct YarnApplicationId(long ClusterTimestamp, int Number)
{
    /// <summary>False when the text is no such id.</summary>
    public static bool TryParse(string? text, out YarnApplicationId id)
    {
        id = default;
        if (text?.Split('_') is not ["application", var timestamp, { Length: >= 4 } number]
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var started)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            return false;
        }

        id = new YarnApplicationId(started, parsed);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"application_{ClusterTimestamp}_{Number:D4}";

    internal static YarnApplicationId Of(ApplicationIdProto id) => new(id.ClusterTimestamp, id.Id);
}

/// <summary>One attempt at running an application's ApplicationMaster: <c>appattempt_1795414646467_0005_000001</c>.</summary>
public readonly record struct YarnApplicationAttemptId(YarnApplicationId Application, int Attempt)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"appattempt_{Application.ClusterTimestamp}_{Application.Number:D4}_{Attempt:D6}";

    internal static YarnApplicationAttemptId Of(ApplicationAttemptIdProto id) => new(YarnApplicationId.Of(id.ApplicationId), id.AttemptId);
}
