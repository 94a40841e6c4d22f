namespace FlinkYarn.Api.Graph;

/// <summary>Groups operators into chains: a head and all that runs in its task.</summary>
static class ChainBuilder
{
    /// <summary>The chains in topological order of their heads.</summary>
    public static IReadOnlyList<Chain> Build(IReadOnlyList<ResolvedOperator> operators)
    {
        var chainOf = new Dictionary<ResolvedOperator, Chain>();
        var chains = new List<Chain>();
        foreach (var operation in operators)
        {
            if (operation.IsChained)
            {
                var chain = chainOf[operation.Inputs[0].Upstream];
                chain.Append(operation);
                chainOf.Add(operation, chain);
            }
            else
            {
                var chain = new Chain(operation);
                chains.Add(chain);
                chainOf.Add(operation, chain);
            }
        }

        foreach (var chain in chains)
        {
            foreach (var input in chain.Head.Inputs)
            {
                chainOf[input.Upstream].AddEdge(input, chain.Head);
            }
        }

        return Ordered(chains, chainOf);
    }

    // A chain may hold operators that come after another chain's head; its edges decide, not its head.
    static List<Chain> Ordered(List<Chain> chains, Dictionary<ResolvedOperator, Chain> chainOf)
    {
        var ordered = new List<Chain>();
        var seen = new HashSet<Chain>();
        void Visit(Chain chain)
        {
            if (seen.Add(chain))
            {
                foreach (var input in chain.Head.Inputs)
                {
                    Visit(chainOf[input.Upstream]);
                }

                ordered.Add(chain);
            }
        }

        chains.ForEach(Visit);
        return ordered;
    }
}

/// <summary>One chain under construction.</summary>
sealed class Chain(ResolvedOperator head)
{
    readonly List<ResolvedOperator> operators = [head];
    readonly List<(ResolvedInput Input, string Target)> edges = [];

    public ResolvedOperator Head => head;

    /// <summary>The head first, each operator after the one it reads.</summary>
    public IReadOnlyList<ResolvedOperator> Operators => operators;

    /// <summary>The chain's outputs in their order; each is the source of one edge.</summary>
    public IReadOnlyList<ResolvedInput> Outputs => [.. edges.Select(edge => edge.Input)];

    public IEnumerable<JobEdge> Edges =>
        edges.Select((edge, output) => new JobEdge(head.Id, output, edge.Target, edge.Input.Partitioner.Strategy));

    public void Append(ResolvedOperator operation) => operators.Add(operation);

    public void AddEdge(ResolvedInput input, ResolvedOperator target) => edges.Add((input, target.Id));
}
