namespace FlinkYarn.Runtime.Configuration;

/// <summary>How an application appears in YARN and what its containers get; Flink's <c>YarnConfigOptions</c>.</summary>
sealed class YarnOptions
{
    [ConfigKey("yarn.application.name", "The application's name in YARN; the job's name when it is not set.")]
    public string? Name { get; set; }

    [ConfigKey("yarn.application.type", "The application's type in YARN; YARN keeps 20 letters of it.")]
    public string Type { get; set; } = "FlinkYarn";

    [ConfigKey("yarn.application.queue",
        "The queue; an unknown one is refused. YARN's own default when it is not set.")]
    public string? Queue { get; set; }

    [ConfigKey("yarn.application.priority", "0 or more sets the priority, -1 leaves the cluster's default.",
        Minimum = -1)]
    public int Priority { get; set; } = -1;

    [ConfigKey("yarn.tags", "The application's tags in YARN.")]
    public IReadOnlyList<string> Tags { get; set; } = [];

    [ConfigKey("yarn.application.node-label",
        "The application runs on nodes with this label only; one that the cluster does not have is refused.")]
    public string? NodeLabel { get; set; }

    [ConfigKey("yarn.taskmanager.node-label",
        "TaskManagers run on nodes with this label only; the application's label when it is not set.")]
    public string? TaskManagerNodeLabel { get; set; }

    [ConfigKey("yarn.view.acls",
        "Who may see the application beside its owner: `users groups`, comma-separated each, or `*` alone.")]
    public string? ViewAcls { get; set; }

    [ConfigKey("yarn.modify.acls",
        "Who may end the application beside its owner: `users groups`, comma-separated each, or `*` alone.")]
    public string? ModifyAcls { get; set; }

    [ConfigKey("yarn.rolled-logs.include-pattern",
        "Log files (a regular expression) that YARN collects while the application runs. What matches is removed from "
        + "the node when it is collected, so only files that are written no more may match, such as "
        + "`(job|task)manager\\.(out|err)\\.1`.")]
    public string? RolledLogsInclude { get; set; }

    [ConfigKey("yarn.rolled-logs.exclude-pattern", "Those of them that are collected at the end only.")]
    public string? RolledLogsExclude { get; set; }

    [ConfigKey("yarn.ship-files", "Files and folders that are put into the work folder of every container.")]
    public IReadOnlyList<string> ShipFiles { get; set; } = [];

    [ConfigKey("yarn.ship-archives",
        "Archives (.tar.gz, .tgz, .tar, .zip) that are unpacked into a folder of their name in every container.")]
    public IReadOnlyList<string> ShipArchives { get; set; } = [];

    [ConfigKey("yarn.staging-directory",
        "Where `.flinkyarn` with staging and cache goes; the user's home on the default file system when not set.")]
    public Uri? StagingDirectory { get; set; }

    [ConfigKey("yarn.file-replication", "Copies of staged files; -1 is the file system's default.",
        Minimum = -1, Maximum = short.MaxValue)]
    public int FileReplication { get; set; } = -1;

    [ConfigKey("yarn.appmaster.vcores", "Virtual cores of the ApplicationMaster's container.", Minimum = 1)]
    public int ApplicationMasterVCores { get; set; } = 1;

    [ConfigKey("yarn.containers.vcores", "Virtual cores of a TaskManager's container; -1 is one a slot.", Minimum = -1)]
    public int ContainerVCores { get; set; } = -1;

    [ConfigKey("yarn.application-attempts", "How often YARN starts the ApplicationMaster at most.", Minimum = 1)]
    public int ApplicationAttempts { get; set; } = 1;

    [ConfigKey("yarn.application-attempt-failures-validity-interval",
        "Milliseconds after which YARN forgives the failure of an attempt; -1 counts all of them. A short interval "
        + "lets an ApplicationMaster that fails now and then be started for ever.", Minimum = -1)]
    public long AttemptFailuresValidityMs { get; set; } = -1;

    [ConfigKey("yarn.single-container",
        "The first TaskManager runs as a child process in the ApplicationMaster's container, which is sized for both: "
        + "a small job waits for one container only.")]
    public bool IsSingleContainer { get; set; }

    [ConfigKey("yarn.heartbeat.interval",
        "Seconds between the ApplicationMaster's heartbeats to YARN when it wants nothing.",
        Minimum = 1, Maximum = 300)]
    public int HeartbeatIntervalSeconds { get; set; } = 1;

    [ConfigKey("yarn.heartbeat.container-request-interval",
        "Time between heartbeats while containers are asked for and have not come.", Minimum = 10, Maximum = 60_000)]
    public TimeSpan ContainerRequestInterval { get; set; } = TimeSpan.FromMilliseconds(100);
}
