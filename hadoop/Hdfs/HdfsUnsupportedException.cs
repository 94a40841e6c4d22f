using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The server does not have the operation.</summary>
public sealed class HdfsUnsupportedException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
