using System.CommandLine;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Client.Commands;

/// <summary>What several verbs are made of.</summary>
static class Verbs
{
    /// <summary>A verb that takes a program.</summary>
    public static Command WithProgram(string name, string description, IEnumerable<Option> options) => With(
        name, description, options,
        new Argument<string?>("program")
        {
            Description = "A published .dll, a .csproj or its folder, or a .zip or .tar.gz of a publish folder, which "
                + "may lie on hdfs://.",
            Arity = ArgumentArity.ZeroOrOne,
        },
        new Argument<string[]>("arguments")
        {
            Description = "The program's own, untouched.", Arity = ArgumentArity.ZeroOrMore,
        });

    /// <summary>A verb that takes other words or none.</summary>
    public static Command With(
        string name, string description, IEnumerable<Option> options, params IEnumerable<Argument> arguments)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }

        foreach (var option in options)
        {
            command.Add(option);
        }

        return command;
    }

    /// <exception cref="MistakesException">There are some.</exception>
    public static void Refuse(IReadOnlyList<string> mistakes)
    {
        if (mistakes.Count > 0)
        {
            throw new MistakesException(mistakes);
        }
    }
}
