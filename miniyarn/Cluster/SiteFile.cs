using System.Xml.Linq;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>One of Hadoop's *-site.xml files.</summary>
internal static class SiteFile
{
    public static void Write(string path, IEnumerable<KeyValuePair<string, string>> settings) =>
        new XElement("configuration", settings.OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => new XElement(
                "property", new XElement("name", setting.Key), new XElement("value", setting.Value)))).Save(path);
}
