using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace FlinkYarn.Runtime.Configuration;

/// <summary>
/// <c>config.yaml</c>, nested or flat as in Flink since 1.19 (FLIP-366); lists become one text with <c>;</c> between.
/// </summary>
static class SettingsFile
{
    const long LargestFile = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="MistakesException">It is not such a file; the line is named.</exception>
    public static Settings Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new MistakesException($"There is no configuration file {path}.");
        }

        if (file.Length > LargestFile)
        {
            throw new MistakesException($"{path} has {file.Length} bytes; a configuration file has at most {LargestFile}.");
        }

        return Parse(File.ReadAllText(path), file.Name);
    }

    /// <summary>Reads a file's text; its name is for messages.</summary>
    public static Settings Parse(string text, string name)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException failure)
        {
            throw new MistakesException($"{name}:{failure.Start.Line}: {failure.Message}");
        }

        var settings = Settings.Empty;
        foreach (var document in stream.Documents)
        {
            settings = document.RootNode switch
            {
                YamlMappingNode mapping => Flatten(mapping, "", name, settings),
                YamlScalarNode { Value: null or "" } => settings,
                var other => throw new MistakesException(
                    $"{name}:{other.Start.Line}: expected 'key: value' or nested keys."),
            };
        }

        return settings;
    }

    /// <summary>Writes flat YAML, every value quoted, so that each is read as the text that it is.</summary>
    public static string Write(Settings settings)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        emitter.Emit(new MappingStart());
        foreach (var (key, setting) in settings.All)
        {
            emitter.Emit(new Scalar(key));
            emitter.Emit(new Scalar(
                AnchorName.Empty, TagName.Empty, setting.Value, ScalarStyle.DoubleQuoted, false, true));
        }

        emitter.Emit(new MappingEnd());
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    static Settings Flatten(YamlMappingNode mapping, string prefix, string name, Settings settings)
    {
        foreach (var (keyNode, value) in mapping.Children)
        {
            var where = $"{name}:{keyNode.Start.Line}";
            if (keyNode is not YamlScalarNode { Value: { Length: > 0 } part })
            {
                throw new MistakesException($"{where}: a key must be a word.");
            }

            var key = prefix + part;
            if (settings.Find(key) is { } earlier)
            {
                throw new MistakesException($"{where}: {key} is set twice; before in {earlier.Origin}.");
            }

            settings = value switch
            {
                YamlMappingNode nested => Flatten(nested, key + ".", name, settings),
                YamlSequenceNode list => settings.With(key, JoinList(list, where, key), where),
                YamlScalarNode { Value: { } text } scalar when !IsNull(scalar) => settings.With(key, text, where),
                _ => settings,
            };
        }

        return settings;
    }

    static string JoinList(YamlSequenceNode list, string where, string key) =>
        string.Join(';', list.Children.Select(item => (item as YamlScalarNode)?.Value
            ?? throw new MistakesException($"{where}: the list {key} may have plain values only.")));

    static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
}
