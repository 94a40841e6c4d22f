using System.Text.RegularExpressions;

namespace FlinkYarn.MiniYarn.Nodes.Launching;

/// <summary>
/// The variables of a launch script in its order (ContainerLaunch.sanitizeEnv, ContainerExecutor.writeLaunchEnv): the
/// node's own, which nobody overrides, then the user's, each after those that it names.
/// </summary>
internal sealed partial class LaunchEnvironment
{
    readonly Dictionary<string, string> whitelist = [];
    readonly Dictionary<string, string> ofNode = [];
    readonly Dictionary<string, string> ofUser = [];
    readonly LaunchText text;

    public LaunchEnvironment(NodeContext node, NodeContainer container, string localizationCounters)
    {
        text = new LaunchText(node.Folders.LogsOf(container.Id));
        foreach (var variable in container.Launch.Environment)
        {
            ofUser[variable.Key] = text.Expand(variable.Value);
        }

        // It is in YARN's yarn.nodemanager.admin-env, which sets it empty when nobody does.
        ofUser.TryAdd("MALLOC_ARENA_MAX", "");
        AddNodeVariables(node, container, localizationCounters);
        foreach (var name in ofNode.Keys)
        {
            ofUser.Remove(name);
        }

        foreach (var (name, value) in node.Options.Environment)
        {
            if (!ofUser.ContainsKey(name) && !ofNode.ContainsKey(name))
            {
                whitelist[name] = value;
            }
        }
    }

    /// <summary>
    /// Values are pasted between double quotes as they are; what must be quoted, the client has quoted.
    /// </summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (name, value) in whitelist)
        {
            yield return $$"""export {{name}}=${{{name}}:-"{{value}}"}""";
        }

        foreach (var (name, value) in ofNode.Concat(OrderByDependencies()))
        {
            yield return $"export {name}=\"{value}\"";
        }
    }

    void AddNodeVariables(NodeContext node, NodeContainer container, string localizationCounters)
    {
        var folders = node.Folders;
        var work = folders.WorkFolder(container.User, container.Id);
        ofNode["HADOOP_TOKEN_FILE_LOCATION"] = Path.Combine(work, ContainerLauncher.TokenFile);
        ofNode["CONTAINER_ID"] = container.Id.ToString();
        ofNode["NM_PORT"] = $"{node.Id.Port}";
        ofNode["NM_HOST"] = node.Id.Host;
        ofNode["NM_HTTP_PORT"] = $"{node.WebPort}";
        ofNode["LOCAL_DIRS"] = folders.OfApplication(container.User, container.Application);
        ofNode["LOCAL_USER_DIRS"] = folders.OfUser(container.User);
        ofNode["LOG_DIRS"] = folders.LogsOf(container.Id);
        ofNode["USER"] = container.User;
        ofNode["LOGNAME"] = container.User;
        ofNode["HOME"] = node.Options.UserHome;
        ofNode["PWD"] = work;
        ofNode["LOCALIZATION_COUNTERS"] = localizationCounters;
        ofNode["JVM_PID"] = "$$";
    }

    // Names that form a circle come in the order they were given.
    List<KeyValuePair<string, string>> OrderByDependencies()
    {
        var ordered = new List<KeyValuePair<string, string>>();
        var seen = new HashSet<string>();
        foreach (var name in ofUser.Keys)
        {
            Visit(name);
        }

        return ordered;

        void Visit(string name)
        {
            if (!ofUser.TryGetValue(name, out var value) || !seen.Add(name))
            {
                return;
            }

            foreach (Match match in Reference().Matches(value))
            {
                Visit(match.Groups["name"].Value);
            }

            ordered.Add(new(name, value));
        }
    }

    // An escaped letter is skipped, so that \$X names nothing.
    [GeneratedRegex(@"\\.|\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)", RegexOptions.Singleline)]
    private static partial Regex Reference();
}
