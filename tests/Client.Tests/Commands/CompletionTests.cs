using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary>What a shell is told, and the scripts that ask.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("ya", "yarn-session")]
    [InlineData("run --para", "--parallelism")]
    [InlineData("list --sch", "--scheduled")]
    [InlineData("completion b", "bash")]
    public async Task A_shell_is_told_what_can_follow(string typed, string completion)
    {
        var command = new CommandRun();

        var code = await command.RunAsync(HadoopEnvironment.Empty, $"[suggest:{typed.Length}]", typed);

        code.Should().Be(0, command.Everything);
        command.Output.Split(Environment.NewLine).Should().Contain(completion);
    }

    [Theory]
    [InlineData("bash", "complete -o filenames -F _flinkyarn flinkyarn")]
    [InlineData("zsh", "compdef _flinkyarn flinkyarn")]
    [InlineData("fish", "complete -c flinkyarn")]
    public async Task There_is_a_script_for_the_shell(string shell, string part)
    {
        var command = new CommandRun();

        (await command.RunAsync(HadoopEnvironment.Empty, "completion", shell)).Should().Be(0, command.Everything);

        command.Output.Should().Contain(part).And.Contain("[suggest:");
    }

    [Fact]
    public async Task An_unknown_shell_is_refused()
    {
        var command = new CommandRun();

        (await command.RunAsync(HadoopEnvironment.Empty, "completion", "cmd")).Should().Be(2);

        command.Error.Should().Contain("bash, zsh or fish");
    }
}
