namespace FlinkYarn.Client.Commands;

/// <summary>What the command's exit code says; Flink's, with bad input told apart from a failed job.</summary>
static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The job failed, the program threw, or the cluster did not do what was asked.</summary>
    public const int Failure = 1;

    /// <summary>What was typed or configured cannot be run; nothing was submitted.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
