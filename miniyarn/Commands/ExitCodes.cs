namespace FlinkYarn.MiniYarn.Commands;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>Of <c>status</c>, as of an init script (LSB 3.1, 20.2).</summary>
    public const int NotRunning = 3;
}
