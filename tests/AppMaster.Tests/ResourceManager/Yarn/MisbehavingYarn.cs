using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

/// <summary>
/// One run of the ApplicationMaster against a YARN that gives more, fewer and other containers than asked for, tells an
/// end twice, tells ends of strangers and forgets everything; with what must hold after each event.
/// </summary>
sealed class MisbehavingYarn : IDisposable
{
    // ContainerExitStatus.ABORTED: released, or its node was lost.
    const int Lost = -100;

    // How containers end: by themselves, preempted, with their node, over their memory.
    static readonly int[] Ends =
        [1, ContainerExit.Preempted, Lost, ContainerExit.KilledExceededPhysicalMemory];

    readonly YarnMaster master = new();
    readonly List<string> alive = [];
    readonly List<string> ended = [];
    int needed;
    int restarts;
    int heard;

    public MisbehavingYarn() => Need(2);

    /// <summary>What can happen now, by name; each changes something.</summary>
    public IReadOnlyList<(string Name, Action Happen)> Possible()
    {
        List<(string, Action)> events =
        [
            ("gives one", () => Give(1)),
            ("gives two and a stranger's", GiveTooMuch),
            ("tells the end of an unknown one", () => master.Yarn.End(Unknown, 1)),
            ("forgets everything", Restart),
            ("one more is needed", () => Need(needed + 1)),
        ];
        if (needed > 0)
        {
            events.Add(("one less is needed", () => Need(needed - 1)));
        }

        if (alive.Count > 0)
        {
            events.Add(("one ends", End));
        }

        if (ended.Count > 0)
        {
            events.Add(("an end is told again", () => master.Yarn.End(ended[^1], 1)));
        }

        return events;
    }

    /// <summary>Lets the event arrive and everything come to rest, then checks.</summary>
    public void Settle()
    {
        master.Beat();
        master.Beat();
        Hear();
        var outstanding = master.Yarn.Rows.GetValueOrDefault(1);
        Require(
            outstanding == Math.Max(0, needed - alive.Count),
            $"{needed} are needed, {alive.Count} are there or on their way, and {outstanding} are asked for");
        Require(alive.Count <= needed, $"{needed} are needed, and {alive.Count} are kept");
        Require(
            master.Yarn.Registrations.Count == 1 + restarts,
            $"after {restarts} restarts it has registered {master.Yarn.Registrations.Count} times");
        var started = master.Nodes.Started.Select(start => start.Container).ToList();
        Require(started.Distinct().Count() == started.Count, "a container was started twice");
        Require(alive.All(started.Contains), "a container that is kept was not started");
        Require(master.Yarn.Asked.All(count => count >= 0), "less than nothing was asked for");
    }

    public void Dispose() => master.Dispose();

    static string Unknown => "container_1795414646467_0005_01_000999";

    // Half a million checks: assertions that explain themselves would take minutes.
    static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    void Need(int slots)
    {
        needed = slots;
        master.Need(slots);
    }

    void Give(int count) => alive.AddRange(master.Yarn.Give(count));

    void GiveTooMuch()
    {
        Give(2);
        master.Yarn.Give(1, priority: 7);
    }

    void End()
    {
        var container = alive[0];
        alive.RemoveAt(0);
        ended.Add(container);
        master.Yarn.End(container, Ends[ended.Count % Ends.Length]);
    }

    void Restart()
    {
        // What it had given and not yet told is lost with it.
        restarts++;
        master.Yarn.Restart();
    }

    // What the ApplicationMaster has given back is not alive any more.
    void Hear()
    {
        foreach (var (_, request) in master.Yarn.Heartbeats.Skip(heard))
        {
            alive.RemoveAll(container => request.Release.Any(id => ContainerId.Of(id).ToString() == container));
        }

        heard = master.Yarn.Heartbeats.Count;
    }
}
