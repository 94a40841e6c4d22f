using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Deletes staging folders that clients and ApplicationMasters have left behind when they were killed: those of
/// applications that are over or unknown, a day after the last change. Best effort.
/// </summary>
sealed class StagingSweep(YarnResourceManagerClient yarn, IFileSystem fileSystem, TimeProvider time)
{
    const int MostAtOnce = 20;
    static readonly TimeSpan Age = TimeSpan.FromDays(1);

    /// <summary>Returns how many were deleted; what cannot be deleted is left to the next one.</summary>
    public async Task<int> RunAsync(Uri root, CancellationToken cancellationToken)
    {
        var swept = 0;
        try
        {
            var old = (await fileSystem.ListAsync(root, cancellationToken)).Where(entry =>
                entry.IsDirectory && entry.Name.StartsWith("application_", StringComparison.Ordinal)
                && time.GetUtcNow() - entry.ModificationTime > Age);
            foreach (var folder in old.Take(MostAtOnce))
            {
                if (await yarn.FindApplicationAsync(folder.Name, cancellationToken) is null or { IsTerminal: true })
                {
                    await fileSystem.DeleteAsync(folder.Path, true, cancellationToken);
                    swept++;
                }
            }
        }
        catch (IOException)
        {
            // The application that runs now matters; leftovers wait for the next client.
        }

        return swept;
    }
}
