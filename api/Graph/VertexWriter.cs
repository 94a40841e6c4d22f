using FlinkYarn.Api.Closures;
using FlinkYarn.Api.Graph.Operators;

namespace FlinkYarn.Api.Graph;

/// <summary>Makes a vertex of a chain; what cannot travel in it is noted with its operator.</summary>
static class VertexWriter
{
    public static JobVertex? Write(Chain chain, List<string> mistakes)
    {
        var operators = chain.Operators;
        byte[] payload;
        try
        {
            payload = ClosureCodec.Write(MakeChain(chain), chain.Head.Label);
        }
        catch (ClosureException)
        {
            // Once more operator by operator, so that each message names its own.
            mistakes.AddRange(operators.SelectMany(ProblemsOf));
            return null;
        }

        return new JobVertex
        {
            Id = chain.Head.Id,
            Name = string.Join(" -> ", operators.Select(operation => operation.Transformation.Name)),
            Parallelism = chain.Head.Parallelism,
            MaxParallelism = chain.Head.MaxParallelism,
            SlotSharingGroup = chain.Head.SlotSharingGroup,
            Operators = [.. operators.Select(Describe)],
            Chain = payload,
            Source = SourceOf(chain.Head.Transformation.Operator),
            Sinks = [.. operators.Select(SinkOf).OfType<SinkSpec>()],
        };
    }

    static OperatorChain MakeChain(Chain chain)
    {
        var operators = chain.Operators;
        var outputs = chain.Outputs;
        return new OperatorChain
        {
            Nodes = [.. operators.Select(operation => new ChainNode
            {
                OperatorId = operation.Id,
                Name = operation.Transformation.Name,
                Operator = operation.Transformation.Operator,
                Next = [.. Places(operators, next => next != chain.Head && next.Inputs[0].Upstream == operation)],
                Outputs = [.. Places(outputs, output => output.Upstream == operation)],
            })],
            Outputs = [.. outputs.Select(output => new ChainOutput { Partitioner = output.Partitioner })],
        };
    }

    static IEnumerable<int> Places<T>(IReadOnlyList<T> items, Func<T, bool> belongs) =>
        Enumerable.Range(0, items.Count).Where(place => belongs(items[place]));

    static IEnumerable<string> ProblemsOf(ResolvedOperator operation)
    {
        foreach (var part in new object[] { operation.Transformation.Operator, operation.Inputs.Select(i => i.Partitioner).ToArray() })
        {
            var problems = Array.Empty<string>();
            try
            {
                ClosureCodec.Write(part, operation.Label);
            }
            catch (ClosureException refused)
            {
                problems = [.. refused.Problems];
            }

            foreach (var problem in problems)
            {
                yield return problem;
            }

            // A key selector is in the operator and in its partitioner: once is enough.
            if (problems.Length > 0)
            {
                yield break;
            }
        }
    }

    static OperatorInfo Describe(ResolvedOperator operation) => new(
        operation.Id, operation.Transformation.Name, operation.Transformation.Uid,
        operation.Transformation.Operator.Kind, operation.Transformation.Location?.ToString());

    static SourceSpec? SourceOf(OperatorDescriptor head) => head switch
    {
        SequenceSource sequence => new SequenceSourceSpec(sequence.From, sequence.To),
        TextFileSource file => new TextFileSourceSpec(file.Uri),
        ICollectionSource collection => new CollectionSourceSpec(collection.Count),
        _ => null,
    };

    static SinkSpec? SinkOf(ResolvedOperator operation) => operation.Transformation.Operator switch
    {
        IFileSink sink => new FileSinkSpec(operation.Id, sink.Uri),
        ICollectSink => new CollectSinkSpec(operation.Id),
        _ => null,
    };
}
