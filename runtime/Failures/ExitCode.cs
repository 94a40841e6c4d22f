namespace FlinkYarn.Runtime.Failures;

/// <summary>What a process tells YARN by its end; Flink's numbers where Flink has one.</summary>
static class ExitCode
{
    public const int Success = 0;

    /// <summary>It could not start: configuration, files, or YARN refused.</summary>
    public const int StartFailed = 1;

    /// <summary>A failure that nobody could handle.</summary>
    public const int FatalError = 2;

    /// <summary>YARN has ended or replaced this attempt.</summary>
    public const int AttemptOver = 3;

    /// <summary>A task ignored its cancellation; the process ended to free its slot.</summary>
    public const int TaskDeafToCancel = 4;
}
