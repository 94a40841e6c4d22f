namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>User code that computes for ever and looks at nothing.</summary>
static class Deaf
{
    static readonly TaskCompletionSource Start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    static volatile bool isOver;

    public static Task Begun => Start.Task.Soon();

    public static long Spin(long row)
    {
        Start.TrySetResult();
        while (!isOver)
        {
            Thread.Yield();
        }

        return row;
    }

    public static void Stop() => isOver = true;
}
