using System.Collections.Frozen;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>Old names of the keys we read (DeprecatedProperties of Hadoop's documentation).</summary>
static class DeprecatedKeys
{
    static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["fs.default.name"] = "fs.defaultFS",
        ["dfs.federation.nameservices"] = "dfs.nameservices",
        ["dfs.http.address"] = "dfs.namenode.http-address",
        ["dfs.https.address"] = "dfs.namenode.https-address",
        ["dfs.block.size"] = "dfs.blocksize",
        ["dfs.umaskmode"] = "fs.permissions.umask-mode",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Current(string name) => Renamed.GetValueOrDefault(name, name);
}
