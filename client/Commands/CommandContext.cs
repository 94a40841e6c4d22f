using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Runtime.Telemetry;

namespace FlinkYarn.Client.Commands;

/// <summary>What a command gets from its process; tests give their own.</summary>
/// <param name="Output">For people.</param>
/// <param name="Plain">For what other programs read: plans, pages.</param>
/// <param name="Environment">Variables and user.</param>
/// <param name="Time">The clock.</param>
sealed record CommandContext(IOutput Output, TextWriter Plain, HadoopEnvironment Environment, TimeProvider Time)
{
    /// <summary>What people type while a command runs.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>When this command reached the steps of what it starts.</summary>
    public StartTrace Trace { get; init; } = StartTrace.OfThisProcess("client", Time);

    public string? Variable(string name) =>
        Environment.Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
}
