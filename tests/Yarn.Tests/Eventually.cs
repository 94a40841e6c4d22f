namespace FlinkYarn.Yarn.Tests;

/// <summary>Waits for what another process will do; the cluster has no event to await.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(deadline) > Patience)
            {
                throw new TimeoutException($"Not within {Patience}: {what}.");
            }

            await turns.WaitForNextTickAsync();
        }
    }
}
