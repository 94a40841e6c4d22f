namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>User code that waits for something that never comes.</summary>
static class Waiting
{
    static readonly TaskCompletionSource Start = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Task Begun => Start.Task.Soon();

    public static long ForEver(long row)
    {
        Start.TrySetResult();
        using var never = new ManualResetEvent(false);
        never.WaitOne();
        return row;
    }
}
