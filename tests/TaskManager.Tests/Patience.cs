namespace FlinkYarn.TaskManager.Tests;

/// <summary>Bounds a test's waiting: what has not come by then does not come.</summary>
static class Patience
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    extension(Task task)
    {
        public Task Soon() => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    extension<T>(Task<T> task)
    {
        public Task<T> Soon() => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }
}
