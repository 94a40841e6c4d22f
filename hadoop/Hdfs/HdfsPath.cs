using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Hadoop.Hdfs;

/// <summary>Absolute paths of HDFS, checked, and encoded for a URL.</summary>
static class HdfsPath
{
    /// <summary>Each segment percent-encoded, + too: DataNodes decode strictly. No leading slash.</summary>
    public static string Encode(string path)
    {
        RequireAbsolute(path);
        return string.Join('/', path.TrimEnd('/').Split('/').Skip(1).Select(Uri.EscapeDataString));
    }

    public static string RequireAbsolute(string path) =>
        path.Length > 0 && path[0] == '/' && !path.Contains("//", StringComparison.Ordinal)
        && !path.Split('/').Any(segment => segment is "." or ".." || segment.Contains(':'))
            ? path
            : throw new ArgumentException(
                $"'{path}' is no path on HDFS: it must begin with / and have no "
                    + $"empty part, no '.', '..' or ':'.", nameof(path));

    /// <summary>The path of a local resource as YARN wants it: the address of the file, its path encoded.</summary>
    public static string ToAddress(Uri fileSystem, string path) =>
        $"{fileSystem.Scheme}://{HdfsAddresses.Authority(fileSystem)}/{Encode(path)}";
}
