using System.Diagnostics;
using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Hadoop.Tests.Rest;

/// <summary>yarn-protocol.md, section 11, point 35, with a real shell where there is one to ask.</summary>
public sealed class LaunchScriptTests
{
    const string Treacherous = """it's "x" $HOME `id` $(id) \ \\ ! * ~ end""";

    [Fact]
    public async Task A_value_arrives_letter_by_letter()
    {
        var script = $"export Q=\"{LaunchScript.QuoteValue(Treacherous)}\"\nprintf %s \"$Q\"";

        (await RunAsync(script)).Should().Be(Treacherous);
    }

    [Fact]
    public async Task An_argument_arrives_letter_by_letter_through_both_shells()
    {
        var script = $"exec /bin/bash -c \"printf %s {LaunchScript.QuoteArgument(Treacherous)}\"";

        (await RunAsync(script)).Should().Be(Treacherous);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("{\"a\":{\"b\":{{1}}}}")]
    [InlineData("<LOG_DIR>/x")]
    public void What_yarn_would_destroy_is_refused_and_can_be_encoded(string text)
    {
        var value = () => LaunchScript.QuoteValue(text);
        var argument = () => LaunchScript.QuoteArgument(text);

        value.Should().Throw<ArgumentException>().WithMessage("*Encode*");
        argument.Should().Throw<ArgumentException>().WithMessage("*Encode*");
        LaunchScript.QuoteValue(LaunchScript.Encode(text)).Should().MatchRegex("^[A-Za-z0-9+/=]+$");
    }

    static async Task<string> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", script])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        shell.ExitCode.Should().Be(0);
        return output;
    }
}
