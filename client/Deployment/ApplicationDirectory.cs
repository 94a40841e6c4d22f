using System.Text;
using System.Text.RegularExpressions;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Finds an application of the user's by its id: YARN knows where its ApplicationMaster is, its staging folder has what
/// opens the door. All is read at once, since the submit of a job waits for it.
/// </summary>
sealed partial class ApplicationDirectory(YarnConnection cluster, DeploymentOptions options, TimeProvider time)
{
    const int LargestFile = 1 << 16;

    /// <summary>Whether a text has the form of an application's id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <param name="id">The application.</param>
    /// <param name="staging">Its folder when it is known; otherwise it is where this user's are.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="MistakesException">There is none that can be talked to; the reason is said.</exception>
    public async Task<RunningApplication> FindAsync(string id, Uri? staging, CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            throw new MistakesException(
                $"'{id}' is no application id; YARN's look like application_1700000000000_0042.");
        }

        var asking = cluster.Yarn.FindApplicationAsync(id, cancellationToken);
        var reading = ReadAsync(id, staging, cancellationToken);
        await Task.WhenAll(asking, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // What YARN says of it comes first: without an application there is no folder either.
        var report = Require(id, await asking);
        var (folder, credentials) = await reading;
        return new RunningApplication(
            report, folder, credentials,
            new JobManagerCalls(cluster.Yarn, report, credentials, options.Client, time));
    }

    YarnApplication Require(string id, YarnApplication? report) => report switch
    {
        null => throw new MistakesException(
            $"YARN does not know {id}. 'yarn application -list' shows those that run."),
        { IsTerminal: true } => throw new MistakesException(
            $"{id} does not run any more: {report.State.ToString().ToUpperInvariant()}, "
            + $"{report.FinalStatus.ToString().ToUpperInvariant()}."),
        _ when report.User.Length > 0 && report.User != cluster.User => throw new MistakesException(
            $"{id} is an application of {report.User}'s; you are {cluster.User} (HADOOP_USER_NAME)."),
        { AmRpcAddress: null or "" } => throw new MistakesException(
            $"{id} is {report.State.ToString().ToUpperInvariant()} and its ApplicationMaster does not run yet. Try "
            + "again when it does."),
        _ => report,
    };

    async Task<(Uri Staging, ApplicationCredentials Credentials)> ReadAsync(
        string id, Uri? staging, CancellationToken cancellationToken)
    {
        staging ??= (await cluster.GetRootAsync(options.Yarn.StagingDirectory, cancellationToken)).Child(id);
        var fileSystem = cluster.FileSystems.For(staging);
        try
        {
            var files = await Task.WhenAll(
                ReadAsync(fileSystem, staging.Child(StagedResource.CertificateLink), cancellationToken),
                ReadAsync(fileSystem, staging.Child(StagedResource.SecretLink), cancellationToken));
            return (staging, ApplicationCredentials.Load(files[0], Encoding.UTF8.GetString(files[1])));
        }
        catch (HdfsFileNotFoundException)
        {
            throw new MistakesException(
                $"{id} has no files in {staging}: it is no application of FlinkYarn's, or was started with another "
                + "yarn.staging-directory.");
        }
    }

    static async Task<byte[]> ReadAsync(IFileSystem fileSystem, Uri file, CancellationToken cancellationToken)
    {
        await using var content = await fileSystem.OpenReadAsync(file, 0, LargestFile, cancellationToken);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"^application_\d{1,19}_\d{4,10}$")]
    private static partial Regex IdPattern();
}
