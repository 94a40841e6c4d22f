using System.Runtime.CompilerServices;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void The_page_in_the_documents_is_what_the_option_classes_say()
    {
        var page = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "CONFIGURATION.md");

        File.ReadAllText(page).Should().Be(
            ConfigurationPage.Render(), "./flinkyarn config-page > docs/CONFIGURATION.md writes it again");
    }

    static string Here([CallerFilePath] string file = "") => file;
}
