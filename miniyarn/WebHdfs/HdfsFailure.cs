using FlinkYarn.MiniYarn.Http;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// HDFS's refusals, with the status of WebHDFS's ExceptionHandler: not found 404, other I/O 403, bad parameters 400.
/// </summary>
internal static class HdfsFailure
{
    public static RemoteFailure NotFound(string message) => new(404, "java.io.FileNotFoundException", message);

    public static RemoteFailure Io(string message) => new(403, "java.io.IOException", message);

    public static RemoteFailure AlreadyExists(string message) =>
        new(403, "org.apache.hadoop.fs.FileAlreadyExistsException", message);

    public static RemoteFailure NotEmpty(HdfsPath path) =>
        new(403, "org.apache.hadoop.fs.PathIsNotEmptyDirectoryException",
            $"`{path} is non empty': Directory is not empty");

    public static RemoteFailure ParentNotDirectory(HdfsPath path) =>
        new(403, "org.apache.hadoop.fs.ParentNotDirectoryException", $"{path} (is not a directory)");

    public static RemoteFailure InvalidPath(string path) =>
        new(400, "org.apache.hadoop.fs.InvalidPathException", $"Invalid path name Invalid file name: {path}");

    public static RemoteFailure BadParameter(string message) => new(400, "java.lang.IllegalArgumentException", message);

    public static RemoteFailure Outside(HdfsPath path) =>
        new(403, "org.apache.hadoop.security.AccessControlException",
            $"{path} leads out of the file system's folder by a link");
}
