namespace FlinkYarn.Benchmarks.Results;

/// <summary>One figure: ours, the peer's when it was measured in the same call, and what was aimed at.</summary>
/// <param name="ByHand">The same work as a program written by hand; null where there is no such thing.</param>
/// <param name="Goal">At most this; null when the figure is only told.</param>
sealed record Row(string Name, string Unit, double? Ours, double? Peer, double? ByHand, double? Goal)
{
    /// <summary>Null without a goal.</summary>
    public bool? Met => Goal is { } goal ? Ours is { } ours && ours <= goal : null;

    public static Row Of(string name, string unit, double ours, double? goal) =>
        new(name, unit, ours, null, null, goal);
}
