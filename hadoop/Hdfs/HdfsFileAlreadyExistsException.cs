using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>A file is there already, and overwriting was not asked for.</summary>
public sealed class HdfsFileAlreadyExistsException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error);
