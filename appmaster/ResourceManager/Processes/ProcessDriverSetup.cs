namespace FlinkYarn.AppMaster.ResourceManager.Processes;

/// <summary>How TaskManagers are started as child processes of this one.</summary>
sealed record ProcessDriverSetup
{
    /// <summary>
    /// Line for <c>/bin/sh</c> that becomes the TaskManager; it runs in the worker's own folder. Signals go to the
    /// process, so the line ends in <c>exec</c>.
    /// </summary>
    public required string Command { get; init; }

    /// <summary>Each worker gets a folder of its own in it, named by its resource id and removed with it.</summary>
    public required DirectoryInfo Folder { get; init; }

    /// <summary>What a worker's folder links to, by the link's name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>All that a worker's environment has, beside what the driver says of the worker itself.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Where a worker writes its logs, by its resource id; made when missing and left behind.</summary>
    public required Func<string, string> LogFolder { get; init; }

    /// <summary>Name of this machine, as other processes of the application reach it.</summary>
    public required string Host { get; init; }

    /// <summary>Workers at one time, whatever is declared.</summary>
    public required int MostWorkers { get; init; }

    /// <summary>Between the request to end and the kill; YARN's own default.</summary>
    public TimeSpan KillDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    public required ILoggerFactory Loggers { get; init; }
}
