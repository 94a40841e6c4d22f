using System.Collections.Frozen;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// The defaults of the keys we read, as core-default.xml, hdfs-default.xml and yarn-default.xml of 3.4 have them.
/// </summary>
static class HadoopDefaults
{
    public static readonly FrozenDictionary<string, string> Values = new Dictionary<string, string>
    {
        // core-default.xml
        ["fs.defaultFS"] = "file:///",
        ["fs.permissions.umask-mode"] = "022",
        ["hadoop.security.authentication"] = "simple",

        // hdfs-default.xml
        ["dfs.http.policy"] = "HTTP_ONLY",
        ["dfs.namenode.http-address"] = "0.0.0.0:9870",
        ["dfs.namenode.https-address"] = "0.0.0.0:9871",
        ["dfs.replication"] = "3",
        ["dfs.blocksize"] = "134217728",

        // yarn-default.xml
        ["yarn.http.policy"] = "HTTP_ONLY",
        ["yarn.resourcemanager.hostname"] = "0.0.0.0",
        ["yarn.resourcemanager.address"] = "${yarn.resourcemanager.hostname}:8032",
        ["yarn.resourcemanager.scheduler.address"] = "${yarn.resourcemanager.hostname}:8030",
        ["yarn.resourcemanager.webapp.address"] = "${yarn.resourcemanager.hostname}:8088",
        ["yarn.resourcemanager.webapp.https.address"] = "${yarn.resourcemanager.hostname}:8090",
        ["yarn.resourcemanager.ha.enabled"] = "false",
        ["yarn.resourcemanager.am.max-attempts"] = "2",
        ["yarn.scheduler.minimum-allocation-mb"] = "1024",
        ["yarn.scheduler.maximum-allocation-mb"] = "8192",
        ["yarn.scheduler.minimum-allocation-vcores"] = "1",
        ["yarn.scheduler.maximum-allocation-vcores"] = "4",
        ["yarn.nodemanager.remote-app-log-dir"] = "/tmp/logs",
        ["yarn.nodemanager.remote-app-log-dir-suffix"] = "logs",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
