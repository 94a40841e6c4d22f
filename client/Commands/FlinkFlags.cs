namespace FlinkYarn.Client.Commands;

/// <summary>Flags of Flink's that people's fingers know and that are not taken, and what to do instead.</summary>
static class FlinkFlags
{
    const string NoSavepoints = "savepoints are not there yet";
    const string NoZooKeeper = "there is no ZooKeeper here, and high availability is not there yet";
    const string NoPython = "programs are .NET assemblies";
    const string OwnRuntime = "containers get the distribution's own archive, lib/flinkyarn-dist.tar.gz";
    const string NoClasspath = "put the assembly into the publish folder, or use -Dyarn.ship-files=…";

    static readonly Dictionary<string, FlinkFlag> Flags = new(StringComparer.Ordinal)
    {
        ["-s"] = new(true, NoSavepoints),
        ["--fromSavepoint"] = new(true, NoSavepoints),
        ["-n"] = new(false, NoSavepoints),
        ["--allowNonRestoredState"] = new(false, NoSavepoints),
        ["-cm"] = new(true, NoSavepoints),
        ["--claimMode"] = new(true, NoSavepoints),
        ["-rm"] = new(true, NoSavepoints),
        ["--restoreMode"] = new(true, NoSavepoints),
        ["--withSavepoint"] = new(true, NoSavepoints),
        ["-type"] = new(true, NoSavepoints),
        ["--type"] = new(true, NoSavepoints),
        ["-z"] = new(true, NoZooKeeper),
        ["--zookeeperNamespace"] = new(true, NoZooKeeper),
        ["-yz"] = new(true, NoZooKeeper),
        ["--yarnzookeeperNamespace"] = new(true, NoZooKeeper),
        ["-j"] = new(true, OwnRuntime),
        ["--jar"] = new(true, OwnRuntime),
        ["-yj"] = new(true, OwnRuntime),
        ["--yarnjar"] = new(true, OwnRuntime),
        ["-st"] = new(false, "a session streams and runs batches alike"),
        ["-yq"] = new(false, "'yarn-session -q' shows what the cluster has"),
        ["--yarnquery"] = new(false, "'yarn-session -q' shows what the cluster has"),
        ["-C"] = new(true, NoClasspath),
        ["--classpath"] = new(true, NoClasspath),
        ["-py"] = new(true, NoPython),
        ["-pyfs"] = new(true, NoPython),
        ["-pym"] = new(true, NoPython),
        ["-pyreq"] = new(true, NoPython),
        ["-pyarch"] = new(true, NoPython),
        ["-pyexec"] = new(true, NoPython),
        ["-pyclientexec"] = new(true, NoPython),
        ["-pypath"] = new(true, NoPython),
    };

    /// <summary>Null when it is no flag of Flink's.</summary>
    public static FlinkFlag? Find(string name) => Flags.GetValueOrDefault(name);
}

/// <summary>A flag that is not taken.</summary>
/// <param name="HasValue">Whether the next word belongs to it.</param>
/// <param name="Hint">The end of a sentence.</param>
sealed record FlinkFlag(bool HasValue, string Hint);
