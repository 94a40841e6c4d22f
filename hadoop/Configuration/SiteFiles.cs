namespace FlinkYarn.Hadoop.Configuration;

/// <summary>Finds core-site.xml, hdfs-site.xml and yarn-site.xml where Hadoop's own scripts look for them.</summary>
static class SiteFiles
{
    public static IReadOnlyList<string> Find(HadoopEnvironment environment)
    {
        var hadoop = environment.Variable("HADOOP_CONF_DIR");
        var yarn = environment.Variable("YARN_CONF_DIR");
        var home = environment.Variable("HADOOP_HOME") is { Length: > 0 } path
            ? Path.Combine(path, "etc", "hadoop")
            : null;
        string?[] found =
        [
            First("core-site.xml", hadoop, yarn, home),
            First("hdfs-site.xml", hadoop, yarn, home),
            First("yarn-site.xml", yarn, hadoop, home),
        ];
        return [.. found.OfType<string>()];
    }

    static string? First(string file, params ReadOnlySpan<string?> directories)
    {
        foreach (var directory in directories)
        {
            if (!string.IsNullOrEmpty(directory) && File.Exists(Path.Combine(directory, file)))
            {
                return Path.Combine(directory, file);
            }
        }

        return null;
    }
}
