using System.CommandLine;

namespace FlinkYarn.Client.Commands;

/// <summary>One verb of the command line.</summary>
interface IVerb
{
    /// <summary>Its name, flags and words, for the parser, for help and for completion.</summary>
    Command Definition { get; }

    /// <summary>
    /// Whether flags end at the first word that is none, since what follows belongs to a program; otherwise they may
    /// stand anywhere.
    /// </summary>
    bool HasProgram { get; }

    /// <summary>The heading of refusals: what did not happen.</summary>
    string Refusal { get; }

    /// <summary>Does it; the process's exit code.</summary>
    Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken);
}
