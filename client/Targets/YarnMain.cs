using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Programs;

namespace FlinkYarn.Client.Targets;

/// <summary>
/// A program's <c>main()</c> in this process, its jobs on YARN: from its start to how the client leaves.
/// </summary>
static class YarnMain
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<bool> RunAsync(
        ProgramMain main, IYarnJobExecutor executor, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await main.RunAsync(executor, cancellationToken);
        }
        finally
        {
            if (cancellationToken.IsCancellationRequested)
            {
                using var patience = new CancellationTokenSource(Patience, time);
                await executor.LeaveAsync(patience.Token);
            }
            else
            {
                await executor.EndAsync(cancellationToken);
            }
        }
    }
}
