using System.Text.RegularExpressions;

namespace FlinkYarn.Architecture.Tests;

/// <summary>Which top folder of an assembly names which other, read from namespaces and usings.</summary>
sealed class FolderGraph(string room, Dictionary<string, HashSet<string>> edges)
{
    static readonly Regex Usings =
        new(@"^using (?:static )?FlinkYarn\.(\w+)\.(\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    public static FolderGraph Of(string room)
    {
        var edges = new Dictionary<string, HashSet<string>>();
        foreach (var file in SourceTree.Files(room).Where(file => file.Path.Count(c => c == '/') > 1))
        {
            var folder = file.Path.Split('/')[1];
            var targets = edges.TryGetValue(folder, out var known) ? known : edges[folder] = [];
            foreach (Match match in Usings.Matches(file.Text))
            {
                var (assembly, target) = (match.Groups[1].Value, match.Groups[2].Value);
                if (assembly.Equals(room, StringComparison.OrdinalIgnoreCase) && target != folder)
                {
                    targets.Add(target);
                }
            }
        }

        return new FolderGraph(room, edges);
    }

    /// <summary>Each strongly connected pair of folders as one sentence.</summary>
    public IEnumerable<string> Cycles() =>
        from first in edges.Keys
        from second in edges[first]
        where string.CompareOrdinal(first, second) < 0 && Reaches(second, first)
        select $"{room}: {first} and {second} know each other";

    bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            if (seen.Add(folder) && edges.TryGetValue(folder, out var next))
            {
                foreach (var target in next)
                {
                    open.Push(target);
                }
            }
        }

        return false;
    }
}
