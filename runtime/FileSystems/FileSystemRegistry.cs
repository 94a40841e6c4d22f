using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Hdfs;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Runtime.FileSystems;

/// <summary>The file systems of a process by scheme: <c>file</c> and <c>hdfs</c>. Thread-safe.</summary>
sealed class FileSystemRegistry(IReadOnlyList<IFileSystem> fileSystems) : IDisposable
{
    /// <summary>Of a client: Hadoop's site files say where HDFS is.</summary>
    public static FileSystemRegistry Of(HadoopConfiguration configuration, IHadoopAuthentication authentication) =>
        new([
            new LocalFileSystem(),
            new HdfsFileSystem(authority => WebHdfsClient.Connect(configuration, authentication, authority)),
        ]);

    /// <summary>Of a container, which has no site files: the client has told where HDFS is.</summary>
    /// <param name="nameNodes">WebHDFS addresses by authority (<c>ApplicationDescriptor.NameNodes</c>).</param>
    /// <param name="defaultFileSystem">For paths without an authority; the staging folder's address will do.</param>
    /// <param name="user">Who everything is done as.</param>
    public static FileSystemRegistry Of(
        IReadOnlyDictionary<string, IReadOnlyList<string>> nameNodes, Uri defaultFileSystem, string user)
    {
        var authentication = new SimpleAuthentication(user);
        return new FileSystemRegistry([new LocalFileSystem(), new HdfsFileSystem(Connect)]);

        WebHdfsClient Connect(Uri? fileSystem)
        {
            var authority = HdfsFileSystem.AuthorityOf(fileSystem ?? defaultFileSystem);
            return nameNodes.TryGetValue(authority, out var addresses)
                ? new WebHdfsClient(
                    new Uri($"{HdfsFileSystem.SchemeName}://{authority}"), [.. addresses.Select(text => new Uri(text))],
                    authentication)
                : throw new IOException(
                    $"This application does not know hdfs://{authority}; it knows {string.Join(", ", nameNodes.Keys)}. "
                    + "Name the file system in the client's configuration (dfs.nameservices) or use one of these.");
        }
    }

    /// <summary>The file system of a path.</summary>
    /// <exception cref="IOException">There is none for its scheme.</exception>
    public IFileSystem For(Uri path) =>
        !path.IsAbsoluteUri
            ? throw new IOException($"'{path}' has no scheme; write file://{path} or hdfs://{path}.")
            : fileSystems.FirstOrDefault(fileSystem => fileSystem.Scheme == path.Scheme)
                ?? throw new IOException(
                    $"{path}: there is no file system '{path.Scheme}'; there are "
                    + string.Join(", ", fileSystems.Select(fileSystem => fileSystem.Scheme)) + ".");

    public void Dispose()
    {
        foreach (var disposable in fileSystems.OfType<IDisposable>())
        {
            disposable.Dispose();
        }
    }
}
