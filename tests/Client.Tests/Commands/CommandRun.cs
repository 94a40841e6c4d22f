using FlinkYarn.Client.Commands;
using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Client.Tests.Commands;

/// <summary>The command in this process, with what it printed.</summary>
sealed class CommandRun
{
    readonly WatchedWriter output = new();
    readonly WatchedWriter error = new();

    /// <summary>What is typed while the command runs.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    public string Output => output.ToString();

    public string Error => error.ToString();

    public string Everything => Output + Error;

    /// <summary>Completes once the text stands in the output.</summary>
    public Task Printed(string text) => output.Printed(text);

    public Task<int> RunAsync(HadoopEnvironment environment, CancellationToken cancellationToken, params string[] words)
    {
        var context = new CommandContext(
            new PlainOutput(output, error, TimeProvider.System), output, environment, TimeProvider.System)
        {
            Input = Input,
        };
        return new FlinkYarnCommand(context).RunAsync(words, cancellationToken);
    }

    public Task<int> RunAsync(HadoopEnvironment environment, params string[] words) =>
        RunAsync(environment, TestContext.Current.CancellationToken, words);
}
