using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>A directory that is not empty was to be deleted without what is in it.</summary>
public sealed class HdfsDirectoryNotEmptyException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
