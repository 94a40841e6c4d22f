using FlinkYarn.Api.Execution;
using FlinkYarn.Api.Graph;

namespace FlinkYarn.Api.Tests.Graph;

public sealed class JobGraphBuilderTests
{
    readonly StreamExecutionEnvironment environment = new(
        new NoExecutor(), new Dictionary<string, string> { ["parallelism.default"] = "4" });

    [Fact]
    public void Operators_of_one_parallelism_run_in_one_task_until_a_key_parts_them()
    {
        environment.ReadTextFile("hdfs:///in")
            .FlatMap(line => line.Split(' '))
            .Map(word => (Word: word, Count: 1L))
            .KeyBy(entry => entry.Word)
            .Sum(entry => entry.Count)
            .Print();

        var graph = environment.TakeJobGraph("words");

        graph.Vertices.Select(vertex => vertex.Name).Should().Equal(
            "Source: TextFile -> FlatMap -> Map", "Sum -> Sink: Print");
        graph.Edges.Should().ContainSingle().Which.Strategy.Should().Be(ShipStrategy.Hash);
        graph.Vertices.Should().OnlyContain(vertex => vertex.Parallelism == 4 && vertex.MaxParallelism == 128);
        graph.Vertices[0].Source.Should().Be(new TextFileSourceSpec("hdfs:///in"));
    }

    [Fact]
    public void Different_parallelisms_are_rebalanced_and_a_collection_is_read_by_one_subtask()
    {
        environment.FromElements(1, 2, 3).Map(x => x + 1).Filter(x => x > 1).SetParallelism(2).Print().SetParallelism(2);

        var graph = environment.TakeJobGraph("job");

        graph.Vertices.Select(vertex => (vertex.Name, vertex.Parallelism)).Should().Equal(
            ("Source: Collection", 1), ("Map", 4), ("Filter -> Sink: Print", 2));
        graph.Edges.Select(edge => edge.Strategy).Should().Equal(ShipStrategy.Rebalance, ShipStrategy.Rebalance);
    }

    [Fact]
    public void A_stream_used_twice_is_a_tree_and_a_union_is_several_edges()
    {
        var numbers = environment.FromSequence(1, 10);
        var even = numbers.Filter(x => x % 2 == 0);
        var odd = numbers.Filter(x => x % 2 == 1);
        even.Union(odd).Map(x => x * 2).Print();

        var graph = environment.TakeJobGraph("job");

        graph.Vertices.Select(vertex => vertex.Name).Should().Equal(
            "Source: Sequence -> Filter -> Filter", "Map -> Sink: Print");
        graph.Edges.Select(edge => (edge.SourceOutput, edge.Strategy)).Should().Equal(
            (0, ShipStrategy.Forward), (1, ShipStrategy.Forward));
    }

    [Fact]
    public void Chaining_is_broken_where_the_program_says_so()
    {
        environment.FromSequence(1, 2).Map(x => x).StartNewChain().Map(x => x).DisableChaining().Map(x => x)
            .SlotSharingGroup("other").Print();

        environment.TakeJobGraph("job").Vertices.Select(vertex => (vertex.Name, vertex.SlotSharingGroup)).Should().Equal(
            ("Source: Sequence", "default"), ("Map", "default"), ("Map", "default"), ("Map -> Sink: Print", "other"));
    }

    [Fact]
    public void Ids_are_the_same_for_the_same_program_and_follow_a_uid()
    {
        JobGraph Build(string? uid)
        {
            var map = environment.FromSequence(1, 2).Rebalance().Map(x => x);
            (uid is null ? map : map.Uid(uid)).Print();
            return environment.TakeJobGraph("job");
        }

        Build(null).Vertices[1].Id.Should().Be(Build(null).Vertices[1].Id);
        Build("a").Vertices[1].Id.Should().NotBe(Build("b").Vertices[1].Id);
    }

    [Fact]
    public void Every_mistake_is_named_with_its_line_in_one_answer()
    {
        using var client = new HttpClient();
        environment.FromSequence(1, 5).Map(x => client.ToString() + x).Name("Ask")
            .Map(x => x.Split(',')).KeyBy(parts => parts).Reduce((a, b) => a).Print();
        environment.FromSequence(1, 5).Forward().Map(x => x).SetParallelism(2).SetMaxParallelism(1).Uid("u").Print().Uid("u");

        var building = () => environment.TakeJobGraph("job");

        var mistakes = building.Should().Throw<InvalidProgramException>().Which.Mistakes;
        mistakes.Should().Contain(mistake => mistake.StartsWith("Operator 'Ask' (JobGraphBuilderTests.cs:")
            && mistake.Contains("captures 'client', HttpClient"));
        mistakes.Should().Contain(mistake => mistake.Contains("String[] cannot be a key"));
        mistakes.Should().Contain(mistake => mistake.Contains("parallelism 2 is above the max parallelism 1"));
        mistakes.Should().Contain(mistake => mistake.Contains("Forward() joins equal parallelisms"));
        mistakes.Should().Contain(mistake => mistake.Contains("the uid 'u' is given twice"));
    }

    [Fact]
    public void A_program_without_a_sink_is_refused() =>
        ((Action)(() => environment.TakeJobGraph("job"))).Should().Throw<InvalidProgramException>().WithMessage("*no sink*");

    [Fact]
    public void A_graph_survives_its_encoding_and_another_version_is_refused()
    {
        environment.FromElements("a").Map(x => x.Length).WriteAsText("/tmp/x");
        var graph = environment.Set("key", "value").TakeJobGraph("job");

        var bytes = JobGraphCodec.Encode(graph);

        JobGraphCodec.Decode(bytes).Should().BeEquivalentTo(graph);
        var other = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(bytes).Replace("\"version\":1", "\"version\":2"));
        ((Action)(() => JobGraphCodec.Decode(other))).Should().Throw<JobGraphFormatException>().WithMessage("*format 2*");
    }

    [Fact]
    public void A_damaged_graph_is_a_format_error_whatever_is_cut_or_flipped()
    {
        environment.FromSequence(1, 2).Print();
        var bytes = JobGraphCodec.Encode(environment.TakeJobGraph("job"));
        var random = new Random(1);
        for (var turn = 0; turn < 2000; turn++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                JobGraphCodec.Decode(damaged.AsSpan(0, random.Next(bytes.Length + 1)));
            }
            catch (JobGraphFormatException)
            {
                // What a reader of damaged bytes may say.
            }
        }
    }

    sealed class NoExecutor : IJobExecutor
    {
        public Task<IJobClient> SubmitAsync(JobGraph graph, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("These tests build graphs only.");
    }
}
