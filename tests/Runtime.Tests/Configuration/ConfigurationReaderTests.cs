using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void Every_mistake_is_in_one_answer_with_its_key_its_value_and_where_it_was_written()
    {
        var reader = new ConfigurationReader(Settings.Of(
            new Dictionary<string, string>
            {
                ["taskmanager.numberOfTaskSlots"] = "0",
                ["taskmanager.memory.process.size"] = "12x",
                ["heartbeat.interval"] = "soon",
            }, "-D"));

        reader.Read<TaskManagerOptions>();
        reader.Read<ResourceManagerOptions>();

        reader.Mistakes.Should().HaveCount(3).And.OnlyContain(mistake => mistake.Contains("(-D)"));
        reader.Mistakes.Should().Contain(mistake => mistake.StartsWith("taskmanager.memory.process.size: '12x'"));
    }

    [Fact]
    public void An_unknown_key_is_named_with_the_nearest_one()
    {
        var reader = new ConfigurationReader(Settings.Of(
            new Dictionary<string, string> { ["taskmanager.numberOfTaskSlot"] = "2" }, "config.yaml"));

        reader.UnknownKeys().Should().ContainSingle().Which.Should()
            .Contain("Did you mean taskmanager.numberOfTaskSlots?");
    }

    [Theory]
    [InlineData("512m", 512L << 20)]
    [InlineData("1 gb", 1L << 30)]
    [InlineData("64", 64)]
    [InlineData("2KIBIBYTES", 2048)]
    public void Sizes_are_written_as_flink_does(string text, long bytes)
    {
        MemorySize.TryParse(text, out var size).Should().BeTrue();
        size.Bytes.Should().Be(bytes);
    }

    [Theory]
    [InlineData("12x")]
    [InlineData("-1m")]
    [InlineData("")]
    [InlineData("9999999999999g")]
    public void What_is_no_size_is_refused(string text) => MemorySize.TryParse(text, out _).Should().BeFalse();
}
