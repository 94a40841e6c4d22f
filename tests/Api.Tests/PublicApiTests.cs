using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace FlinkYarn.Api.Tests;

/// <summary>What job authors compile against changes only when somebody says so.</summary>
public sealed class PublicApiTests
{
    const string Accept = "FLINKYARN_ACCEPT_API";

    [Fact]
    public void The_public_api_is_what_was_approved()
    {
        var approved = Path.Combine(Path.GetDirectoryName(Here())!, "PublicApi.approved.txt");
        var actual = typeof(StreamExecutionEnvironment).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(approved, actual);
        }

        var before = File.ReadAllText(approved);

        (before == actual).Should().BeTrue(
            "job authors compile against it. It differs from tests/Api.Tests/PublicApi.approved.txt:\n{0}\n"
            + "When that is meant, {1}=1 before the same test accepts it; commit the file.",
            Difference(before.Split('\n'), actual.Split('\n')), Accept);
    }

    [Fact]
    public void A_difference_shows_what_went_and_what_came_and_where()
    {
        Difference(["class A", "  int X", "}"], ["class A", "  long X", "  int Y", "}"]).Should().Be(
            "line 2:\n-   int X\n+   long X\n+   int Y");
    }

    /// <summary>The lines between the first and the last that differ.</summary>
    static string Difference(string[] before, string[] after)
    {
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameAtEnd = before[same..].Reverse().Zip(after[same..].Reverse())
            .TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('\n',
        [
            $"line {same + 1}:",
            .. before[same..^sameAtEnd].Select(line => $"- {line}"),
            .. after[same..^sameAtEnd].Select(line => $"+ {line}"),
        ]);
    }

    static string Here([CallerFilePath] string file = "") => file;
}
