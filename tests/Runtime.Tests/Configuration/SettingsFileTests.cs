using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class SettingsFileTests
{
    [Fact]
    public void Nested_and_flat_keys_are_the_same_settings()
    {
        const string nested = """
            taskmanager:
              numberOfTaskSlots: 4
              memory:
                process.size: 2g
            """;
        const string flat = """
            taskmanager.numberOfTaskSlots: 4
            taskmanager.memory.process.size: 2g
            """;

        SettingsFile.Parse(nested, "config.yaml").ToDictionary()
            .Should().Equal(SettingsFile.Parse(flat, "config.yaml").ToDictionary());
    }

    [Fact]
    public void A_setting_knows_its_line()
    {
        var settings = SettingsFile.Parse("# a remark\n\nparallelism:\n  default: 3\n", "config.yaml");

        settings.Find("parallelism.default").Should().Be(new Setting("3", "config.yaml:4"));
    }

    [Theory]
    [InlineData("key: [a, b]", "a;b")]
    [InlineData("key: 'null'", "null")]
    [InlineData("key: \"  spaced \"", "  spaced ")]
    [InlineData("key: a: b", null)]
    public void Values_are_texts_and_lists_are_joined(string yaml, string? value)
    {
        if (value is null)
        {
            FluentActions.Invoking(() => SettingsFile.Parse(yaml, "config.yaml"))
                .Should().Throw<MistakesException>().WithMessage("config.yaml:1:*");
            return;
        }

        SettingsFile.Parse(yaml, "config.yaml")["key"].Should().Be(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a remark")]
    [InlineData("key:")]
    [InlineData("key: ~")]
    public void What_says_nothing_sets_nothing(string yaml) =>
        SettingsFile.Parse(yaml, "config.yaml").All.Should().BeEmpty();

    [Theory]
    [InlineData("a.b: 1\na:\n  b: 2", "config.yaml:3: a.b is set twice; before in config.yaml:1.")]
    [InlineData("- a\n- b", "config.yaml:1: expected 'key: value' or nested keys.")]
    [InlineData("list:\n  - {a: b}", "config.yaml:1: the list list may have plain values only.")]
    public void What_cannot_be_meant_is_refused_with_its_line(string yaml, string message) =>
        FluentActions.Invoking(() => SettingsFile.Parse(yaml, "config.yaml"))
            .Should().Throw<MistakesException>().WithMessage(message);

    [Fact]
    public void Written_settings_are_read_as_they_were()
    {
        var settings = Settings.Empty
            .With("name", "Größe \"x\" $(id)\n次 line", "-D")
            .With("empty", "", "-D")
            .With("looks.like.a.number", "007", "-D")
            .With("looks.like.null", "null", "-D");

        SettingsFile.Parse(SettingsFile.Write(settings), "config.yaml").ToDictionary()
            .Should().Equal(settings.ToDictionary());
    }
}
