using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>WebHDFS's errors in this client's words (ExceptionHandler of NameNode and DataNode).</summary>
static class HdfsErrors
{
    public static Exception? Map(string message, HttpStatusCode status, RemoteError error) => error.Exception switch
    {
        "FileNotFoundException" or "PathNotFoundException" => new HdfsFileNotFoundException(message, status, error),
        "FileAlreadyExistsException" => new HdfsFileAlreadyExistsException(message, status, error),
        "PathIsNotEmptyDirectoryException" => new HdfsDirectoryNotEmptyException(message, status, error),
        "SafeModeException" or "RetriableException" => new HdfsSafeModeException(message, status, error),
        "UnsupportedOperationException" => new HdfsUnsupportedException(message, status, error),
        "IllegalArgumentException" when error.Message.Contains("parameter \"op\"", StringComparison.Ordinal) =>
            new HdfsUnsupportedException(message, status, error),
        _ => null,
    };
}
