using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.MiniYarn.Nodes.Logs;

/// <summary>
/// Collects what an application's containers logged on this node in one file on HDFS, in its user's name
/// (AppLogAggregatorImpl, LogAggregationTFileController).
/// </summary>
internal sealed class LogAggregator(NodeContext node, NodeHdfs hdfs, LogFiles logs)
{
    const string FolderPermission = "770";
    const string FilePermission = "640";
    const int Buckets = 10_000;

    /// <summary>The file of this node; nothing is written when nothing was logged.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public async Task AggregateAsync(NodeApplication application, string remoteFolder)
    {
        var containers = logs.Containers(application.Id).ToList();
        if (containers.Count == 0)
        {
            return;
        }

        var draft = Path.Combine(node.Folders.Private, $"{application.Id}.tfile");
        await using var file = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        var selection = new LogSelection(application.Logs);
        var writer = new AggregatedLogWriter(file);
        await writer.BeginAsync(application.User);
        foreach (var container in containers)
        {
            var chosen = logs.List(container)?.Where(log => selection.Includes(log.Name)).ToList() ?? [];
            await writer.AddAsync(container.ToString(), chosen);
        }

        writer.Complete();
        file.Position = 0;
        await UploadAsync(file, hdfs.As(application.User), FolderOf(application.Id, application.User, remoteFolder));
    }

    static string FolderOf(YarnApplicationId application, string user, string remoteFolder) =>
        $"{remoteFolder}/{user}/bucket-logs-tfile/{application.Number % Buckets:D4}/{application}";

    // Readers take a name that ends in .tmp for unfinished.
    async Task UploadAsync(Stream content, WebHdfsClient client, string folder)
    {
        var file = $"{folder}/{node.Id.Host}_{node.Id.Port}";
        await client.MakeDirectoriesAsync(folder, FolderPermission);
        await client.CreateAsync(
            $"{file}.tmp", content, new HdfsCreateOptions { Overwrite = true, Permission = FilePermission });
        await client.RenameOverAsync($"{file}.tmp", file);
    }
}
