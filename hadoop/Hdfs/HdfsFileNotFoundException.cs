using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The path does not exist on HDFS.</summary>
public sealed class HdfsFileNotFoundException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
