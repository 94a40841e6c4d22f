using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>The NameNode is in safe mode, as it is for a while after its start: nothing can be changed yet.</summary>
public sealed class HdfsSafeModeException(string message, HttpStatusCode status, RemoteError error)
    : HadoopHttpException(message, status, error)
{
    public override bool IsTransient => true;
}
