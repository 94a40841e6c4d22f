using System.Security.Cryptography;

namespace FlinkYarn.Api.Graph;

/// <summary>Turns what a program built into a JobGraph: operators decided, chained, written; every mistake named at once.</summary>
static class JobGraphBuilder
{
    /// <exception cref="InvalidProgramException">The program cannot be run as it is.</exception>
    public static JobGraph Build(IReadOnlyList<Transformation> sinks, GraphSettings settings)
    {
        if (sinks.Count == 0)
        {
            throw new InvalidProgramException(
                ["There is no sink, so nothing would happen. End a stream with Print(), WriteAsText() or ExecuteAndCollect()."]);
        }

        var mistakes = new List<string>();
        var operators = new OperatorResolver(settings, mistakes).Resolve(sinks);
        mistakes.AddRange(TypeChecks.Of(operators));
        var chains = ChainBuilder.Build(operators);
        var vertices = chains.Select(chain => VertexWriter.Write(chain, mistakes)).ToList();
        if (mistakes.Count > 0)
        {
            throw new InvalidProgramException(mistakes);
        }

        return new JobGraph
        {
            JobId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Name = settings.JobName,
            Vertices = vertices!,
            Edges = [.. chains.SelectMany(chain => chain.Edges)],
            Configuration = settings.Configuration,
        };
    }
}
