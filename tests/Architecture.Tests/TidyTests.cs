using System.Text.RegularExpressions;

namespace FlinkYarn.Architecture.Tests;

/// <summary>docs/STYLE.md, as far as a machine can read it.</summary>
public sealed class TidyTests
{
    const int LongestFile = 500;
    const int MedianFile = 80;
    const int LongestLine = 120;
    const int LongestMethod = 60;

    static readonly (string Pattern, string Instead, string Where)[] Banned =
    [
        (@"\bThread\.Sleep\b", "an awaited event or a TimeProvider timer", "all"),
        (@"\bTask\.Delay\([^,()]*\)", "Task.Delay with a TimeProvider", "all"),
        (@"\bDateTime(Offset)?\.(Utc)?Now\b", "TimeProvider", "all"),
        (@"\bnew Random\(\)|\bRandom\.Shared\b", "a Random handed in", "product"),
        (@"\basync void\b", "async Task", "all"),
        (@"#pragma warning disable|SuppressMessage", "mended code, or a reasoned line in .editorconfig", "all"),
        (@"#region\b", "a smaller file", "all"),
        (@"\b(TODO|FIXME|HACK)\b", "the work done", "all"),
        (@"\b(BinaryFormatter|NetDataContractSerializer|TypeNameHandling)\b", "a closed set of messages", "all"),
        (@"\bType\.GetType\(", "a fixed list of types", "product"),
        (@"\.GetAwaiter\(\)\.GetResult\(\)", "await", "control"),
        (@"\bGuid\.NewGuid\b", "ids from ActorSystem.Random", "control"),
        (@"\bTask\.Run\(", "the endpoint's mailbox", "control"),
        (@"\bConfigureAwait\(false\)", "await, which comes back to the mailbox", "control"),
        (@"\bprivate (?!protected|set|get|init|static partial)", "nothing: private is the default", "all"),
    ];

    static readonly string[] ControlPlane =
    [
        "appmaster/Dispatcher/", "appmaster/JobManager/", "appmaster/ExecutionGraph/", "appmaster/Scheduler/",
        "appmaster/ResourceManager/",
    ];

    static IEnumerable<SourceFile> Product => SourceTree.Files(SourceTree.Rooms);

    static IEnumerable<SourceFile> Everything => Product.Concat(SourceTree.Files("tests", "examples"))
        .Where(file => !file.Path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal));

    [Fact]
    public void Files_are_short()
    {
        Everything.Where(file => file.Lines.Length > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines.Length} lines").Should().BeEmpty($"the limit is {LongestFile}");

        var lengths = Product.Select(file => file.Lines.Length).Order().ToList();
        lengths[lengths.Count / 2].Should().BeLessThanOrEqualTo(MedianFile);
    }

    [Fact]
    public void Lines_are_short()
    {
        var found = from file in Everything
                    from line in file.Lines.Select((text, index) => (text, number: index + 1))
                    where line.text.Length > LongestLine
                    select $"{file.Path}:{line.number}: {line.text.Length} columns";

        string.Join('\n', found).Should().BeEmpty($"the limit is {LongestLine}");
    }

    [Fact]
    public void Methods_are_short() =>
        Everything.SelectMany(Blocks.OfMethods).Where(method => method.Lines > LongestMethod)
            .Select(method => $"{method.Where}: {method.Lines} lines")
            .Should().BeEmpty($"the limit is {LongestMethod}");

    [Fact]
    public void Banned_words_have_their_replacement()
    {
        var found = from rule in Banned
                    let pattern = new Regex(rule.Pattern, RegexOptions.CultureInvariant)
                    from file in Scope(rule.Where)
                    where file.Code.Any(line => pattern.IsMatch(line))
                    select $"{file.Path}: {rule.Pattern} — use {rule.Instead}";

        found.Should().BeEmpty();
    }

    [Fact]
    public void A_namespace_is_its_path()
    {
        var found = from file in Everything
                    let declared = file.Lines.FirstOrDefault(IsNamespace)
                    where declared is not null
                    let expected = ExpectedNamespace(file.Path)
                    where declared != $"namespace {expected};"
                    select $"{file.Path}: {declared} — expected {expected}";

        found.Should().BeEmpty();
    }

    [Fact]
    public void No_folder_and_no_file_has_an_empty_name() =>
        Everything.SelectMany(file => file.Path.Split('/', '.'))
            .Intersect(["Utils", "Util", "Helper", "Helpers", "Common", "Core", "Shared", "Misc"])
            .Should().BeEmpty("a name says what is inside");

    [Fact]
    public void Links_in_the_documents_lead_somewhere()
    {
        var documents = Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(
            Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md"));
        var broken = from document in documents
                     from Match link in Regex.Matches(File.ReadAllText(document), @"\]\(([^)#:\s]+)(#[^)]*)?\)")
                     let target = Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value)
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{Path.GetFileName(document)}: {link.Groups[1].Value}";

        broken.Should().BeEmpty();
    }

    static bool IsNamespace(string line) => line.StartsWith("namespace ", StringComparison.Ordinal);

    static IEnumerable<SourceFile> Scope(string where) => where switch
    {
        "all" => Everything,
        "product" => Product,
        _ => Product.Where(file => ControlPlane.Any(folder => file.Path.StartsWith(folder, StringComparison.Ordinal))),
    };

    static string ExpectedNamespace(string path)
    {
        var parts = path.Split('/')[..^1].ToList();
        var room = parts[0];
        if (room is "tests" or "examples")
        {
            parts.RemoveAt(0);
            parts[0] = room == "tests" ? "FlinkYarn." + parts[0] : parts[0];
            return string.Join('.', parts);
        }

        parts[0] = "FlinkYarn." + room switch
        {
            "appmaster" => "AppMaster",
            "taskmanager" => "TaskManager",
            "miniyarn" => "MiniYarn",
            _ => char.ToUpperInvariant(room[0]) + room[1..],
        };
        return string.Join('.', parts);
    }
}
