using System.Net;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// The server is not the active one of its pair; it may know which is (RMWebAppFilter, StandbyException).
/// </summary>
public sealed class HadoopStandbyException(string message, HttpStatusCode status, RemoteError error, Uri? active = null)
    : HadoopHttpException(message, status, error)
{
    /// <summary>The address it names as the active server's; absent while there is none.</summary>
    public Uri? Active { get; } = active;

    public override bool IsTransient => true;
}
