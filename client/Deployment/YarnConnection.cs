using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.FileSystems;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.Client.Deployment;

/// <summary>The cluster that Hadoop's site files lead to: its ResourceManager and file systems, and who asks.</summary>
sealed class YarnConnection : IDisposable
{
    readonly HadoopConfiguration configuration;
    readonly HdfsFileSystem hdfs;
    readonly Lock guard = new();
    Task<Uri>? home;

    YarnConnection(HadoopConfiguration configuration, SimpleAuthentication authentication, TimeSpan patience)
    {
        var options = new HadoopClientOptions { Retry = HadoopRetryOptions.Lasting(patience) };
        this.configuration = configuration;
        User = authentication.User;
        Yarn = YarnResourceManagerClient.Connect(configuration, authentication, options);
        hdfs = new HdfsFileSystem(
            authority => Hadoop.Hdfs.WebHdfsClient.Connect(configuration, authentication, authority, options));
        FileSystems = new FileSystemRegistry([new LocalFileSystem(), hdfs]);
    }

    public string User { get; }

    public YarnResourceManagerClient Yarn { get; }

    public FileSystemRegistry FileSystems { get; }

    /// <summary>Reads the site files of the environment.</summary>
    /// <exception cref="MistakesException">There are none, or they ask for what is not there yet.</exception>
    public static YarnConnection Open(Settings settings, HadoopEnvironment environment)
    {
        TrustStore.BeginToRead();
        try
        {
            var configuration = HadoopConfiguration.Load(environment, FlinkOverrides.Of(settings.ToDictionary()));
            if (!new YarnAddresses(configuration).IsConfigured)
            {
                throw new MistakesException(
                    "There is no YARN to submit to: nothing says where its ResourceManager is. Set HADOOP_CONF_DIR "
                        + "to the "
                    + "folder of core-site.xml and yarn-site.xml, or start a small YARN here by 'flinkyarn mini-yarn "
                    + "up'.");
            }

            var kind = configuration.Get("hadoop.security.authentication", "simple");
            return kind.Equals("simple", StringComparison.OrdinalIgnoreCase)
                ? new YarnConnection(
                    configuration, new SimpleAuthentication(UserOf(environment)),
                    new ConfigurationReader(settings).Read<ClientOptions>().Timeout)
                : throw new MistakesException(
                    $"hadoop.security.authentication is '{kind}'; FlinkYarn works with SIMPLE clusters only so far.");
        }
        catch (Exception mistake) when (mistake is HadoopConfigurationException or ArgumentException)
        {
            throw new MistakesException(mistake.Message);
        }
    }

    /// <summary>The folder <c>.flinkyarn</c> of the user, or of the staging directory that was configured.</summary>
    public async Task<Uri> GetRootAsync(Uri? stagingDirectory, CancellationToken cancellationToken)
    {
        var parent = stagingDirectory ?? await HomeAsync(cancellationToken);
        return parent.Child(".flinkyarn");
    }

    /// <summary>One sentence when nothing could be staged there; nothing is written to find out.</summary>
    public async Task<IReadOnlyList<string>> StagingMistakesAsync(
        Uri? stagingDirectory, CancellationToken cancellationToken)
    {
        var root = await GetRootAsync(stagingDirectory, cancellationToken);
        var refusal = root.Scheme switch
        {
            HdfsFileSystem.SchemeName => await hdfs.WhyNotWritableAsync(root, cancellationToken),
            // Shared between the nodes by other means; only a write would tell.
            "file" => null,
            _ => $"there is no file system '{root.Scheme}'; hdfs and file are there.",
        };
        return refusal is null
            ? []
            : [$"yarn.staging-directory: {User} cannot stage files in {root}: {refusal}"];
    }

    /// <summary>
    /// Where ApplicationMasters register: as the site files say, otherwise as the ResourceManager itself does.
    /// </summary>
    public async Task<IReadOnlyList<string>> GetSchedulerAddressesAsync(CancellationToken cancellationToken)
    {
        var addresses = new YarnAddresses(configuration);
        var isSaid = addresses.Ids.Count > 0
            || configuration.Get("yarn.resourcemanager.scheduler.address") is { } text
                && !text.StartsWith("0.0.0.0", StringComparison.Ordinal);
        var found = isSaid
            ? addresses.Scheduler(Yarn.Address.Host)
            : await Yarn.GetSchedulerAddressesAsync(cancellationToken);
        return [.. found.Select(address => $"{address.Host}:{address.Port}")];
    }

    /// <summary>What shows the pages of running applications: a server of its own, or the ResourceManagers.</summary>
    public IReadOnlyList<Uri> WebProxies => new YarnAddresses(configuration).WebProxies(Yarn.Address.Host);

    /// <summary>WebHDFS addresses of the default file system, of all nameservices and of the given paths.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NameNodesOf(IEnumerable<Uri> paths)
    {
        var addresses = new HdfsAddresses(configuration);
        return configuration.GetList("dfs.nameservices").Select(name => new Uri($"hdfs://{name}"))
            .Prepend(addresses.DefaultFileSystem)
            .Concat(paths)
            .Where(path => path.Scheme == HdfsFileSystem.SchemeName && HdfsFileSystem.AuthorityOf(path).Length > 0)
            .DistinctBy(HdfsFileSystem.AuthorityOf)
            .ToDictionary(HdfsFileSystem.AuthorityOf, path => (IReadOnlyList<string>)
                [.. addresses.NameNodes(new Uri($"hdfs://{HdfsFileSystem.AuthorityOf(path)}"))
                    .Select(uri => uri.ToString())]);
    }

    public void Dispose()
    {
        FileSystems.Dispose();
        Yarn.Dispose();
    }

    /// <summary>Who everything is done as.</summary>
    public static string UserOf(HadoopEnvironment environment) =>
        environment.Variables.GetValueOrDefault("HADOOP_USER_NAME") is { Length: > 0 } user
            ? user
            : environment.UserName;

    // Asked once; several look for it at the same time.
    Task<Uri> HomeAsync(CancellationToken cancellationToken)
    {
        lock (guard)
        {
            return home ??= hdfs.GetHomeAsync(null, cancellationToken);
        }
    }
}
