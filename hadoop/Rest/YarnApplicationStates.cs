namespace FlinkYarn.Hadoop.Rest;

/// <summary>Questions about an application's state.</summary>
public static class YarnApplicationStates
{
    public static bool IsTerminal(this YarnApplicationState state) => state
        is YarnApplicationState.Finished or YarnApplicationState.Failed or YarnApplicationState.Killed;
}
