using System.Diagnostics;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary><c>down</c>: ends the cluster of a folder with all its containers.</summary>
internal sealed class DownCommand(TextWriter output, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var process = ClusterProcess.Find(folder);
        if (process is null)
        {
            Clean(folder);
            await output.WriteLineAsync($"No cluster runs in {folder}.");
            return ExitCodes.Success;
        }

        using (var order = Process.Start("/bin/kill", ["-TERM", $"{process.Id}"]))
        {
            await order.WaitForExitAsync(cancellationToken);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            process.Kill();
            await process.WaitForExitAsync(cancellationToken);
        }

        Clean(folder);
        await output.WriteLineAsync("It is down.");
        return ExitCodes.Success;
    }

    static void Clean(string folder)
    {
        if (Directory.Exists(folder))
        {
            Leftovers.Kill(folder);
            ClusterFile.Delete(folder);
            ClusterProcess.Forget(folder);
        }
    }
}
