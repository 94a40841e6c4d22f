namespace FlinkYarn.Api;

/// <summary>Paths as people write them, as whole URIs.</summary>
static class FileUri
{
    /// <summary>A local path becomes a <c>file://</c> URI with its full path; others stay.</summary>
    public static string Of(string uri)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(uri);
        return uri.Contains("://", StringComparison.Ordinal) || uri.StartsWith("hdfs:", StringComparison.Ordinal)
            ? uri
            : new Uri(Path.GetFullPath(uri)).AbsoluteUri;
    }
}
