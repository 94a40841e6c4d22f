using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.AppMaster;

/// <summary>The application's folder on the shared file system, which goes with the application.</summary>
sealed partial class StagingFolder(ApplicationDescriptor application, ILogger logger)
{
    public async Task RemoveAsync(FileSystemRegistry fileSystems, CancellationToken cancellationToken)
    {
        try
        {
            await fileSystems.For(application.Staging)
                .DeleteAsync(application.Staging, recursive: true, cancellationToken);
        }
        catch (IOException failure)
        {
            // The next client sweeps what is left.
            LogLeft(application.Staging, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The staging folder {Folder} could not be removed: {Reason}")]
    partial void LogLeft(Uri folder, string reason);
}
