using System.CommandLine;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Commands;

/// <summary><c>--trace-start</c>: shows where the seconds of a start go, in all processes.</summary>
static class TraceFlag
{
    public static Option<bool> Create() => new("--trace-start")
    {
        Description = "Show the time line of the start: client, YARN, ApplicationMaster, TaskManagers, tasks.",
        Arity = ArgumentArity.Zero,
    };

    /// <summary>The context in which what people are told is a step, too.</summary>
    public static CommandContext Apply(CommandContext context, bool isTraced) =>
        isTraced ? context with { Output = new TracedOutput(context.Output, context.Trace) } : context;
}
