using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("10 s", 10_000)]
    [InlineData("10s", 10_000)]
    [InlineData("1 min", 60_000)]
    [InlineData("1m", 60_000)]
    [InlineData(" 500 MS ", 500)]
    [InlineData("250", 250)]
    [InlineData("2 h", 7_200_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("0", 0)]
    public void Flinks_durations_are_read(string text, long milliseconds)
    {
        DurationText.TryParse(text, out var duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1 s")]
    [InlineData("1.5 s")]
    [InlineData("10 parsecs")]
    [InlineData("99999999999999999999 s")]
    [InlineData("9223372036854775807 d")]
    public void Others_are_not(string text) => DurationText.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData(10_000, "10 s")]
    [InlineData(60_000, "1 min")]
    [InlineData(1_500, "1500 ms")]
    [InlineData(0, "0 ms")]
    public void A_duration_is_written_in_its_largest_unit(long milliseconds, string text)
    {
        DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(text);
        DurationText.TryParse(text, out var again).Should().BeTrue();
        again.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
    }
}
