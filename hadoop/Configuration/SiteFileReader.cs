using System.Xml;
using System.Xml.Linq;

namespace FlinkYarn.Hadoop.Configuration;

/// <summary>
/// Reads one site file with what it includes (Configuration.Parser). Document types are refused and nothing is fetched:
/// a configuration file must not be able to read other files than those it names.
/// </summary>
sealed class SiteFileReader
{
    const int DeepestInclude = 16;

    static readonly XNamespace Include = "http://www.w3.org/2001/XInclude";
    static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 64 * 1024 * 1024,
    };

    public IReadOnlyList<SiteProperty> Read(string file)
    {
        var properties = new List<SiteProperty>();
        ReadFile(Path.GetFullPath(file), properties, 0);
        return properties;
    }

    void ReadFile(string file, List<SiteProperty> properties, int depth)
    {
        if (depth > DeepestInclude)
        {
            throw new HadoopConfigurationException(
                $"{file} is included more than {DeepestInclude} files deep: a loop?");
        }

        try
        {
            using var reader = XmlReader.Create(file, Safe);
            var root = XDocument.Load(reader, LoadOptions.None).Root!;
            if (root.Name.LocalName != "configuration")
            {
                throw new HadoopConfigurationException(
                    $"{file} begins with <{root.Name.LocalName}>, not <configuration>.");
            }

            ReadElements(root, file, properties, depth);
        }
        catch (XmlException malformed)
        {
            throw new HadoopConfigurationException($"{file} cannot be read: {malformed.Message}", malformed);
        }
    }

    void ReadElements(XElement parent, string file, List<SiteProperty> properties, int depth)
    {
        foreach (var element in parent.Elements())
        {
            if (element.Name == Include + "include")
            {
                ReadIncluded(element, file, properties, depth);
            }
            else if (element.Name.LocalName == "configuration")
            {
                ReadElements(element, file, properties, depth);
            }
            else if (element.Name.LocalName == "property" && ReadProperty(element) is { } property)
            {
                properties.Add(property);
            }
        }
    }

    void ReadIncluded(XElement include, string file, List<SiteProperty> properties, int depth)
    {
        var reference = include.Attribute("href")?.Value
            ?? throw new HadoopConfigurationException($"{file} has an include without href.");
        var target = Uri.TryCreate(reference, UriKind.Absolute, out var address)
            ? address.IsFile
                ? address.LocalPath
                : throw new HadoopConfigurationException($"{file} includes {reference}; only files can be included.")
            : Path.Combine(Path.GetDirectoryName(file)!, reference);
        if (File.Exists(target))
        {
            ReadFile(Path.GetFullPath(target), properties, depth + 1);
            return;
        }

        var fallback = include.Element(Include + "fallback")
            ?? throw new HadoopConfigurationException($"{file} includes {target}, which is not there.");
        ReadElements(fallback, file, properties, depth);
    }

    static SiteProperty? ReadProperty(XElement element)
    {
        var name = Part(element, "name")?.Trim();
        var value = Part(element, "value");
        var isFinal = string.Equals(Part(element, "final")?.Trim(), "true", StringComparison.OrdinalIgnoreCase);
        return string.IsNullOrEmpty(name) || value is null ? null : new SiteProperty(name, value, isFinal);
    }

    // A property's parts are elements, or attributes in the short form.
    static string? Part(XElement property, string name) =>
        property.Elements().FirstOrDefault(part => part.Name.LocalName == name)?.Value
            ?? property.Attribute(name)?.Value;
}
