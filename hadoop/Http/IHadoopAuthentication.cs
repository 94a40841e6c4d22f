namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// How requests to YARN's and HDFS's web services say who asks; the door for other mechanisms than SIMPLE.
/// </summary>
public interface IHadoopAuthentication
{
    /// <summary>Adds to the request what proves the caller; called once for each sending.</summary>
    ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
