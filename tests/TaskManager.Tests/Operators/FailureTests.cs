using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Tests.Operators;

/// <summary>What a user's function throws is told with the operator that called it, and with no other.</summary>
public sealed class FailureTests
{
    static readonly long[] Rows = [1, 2, 3];

    [Fact]
    public void A_function_that_throws_is_named_with_its_operator()
    {
        var chain = Map("before", Map("broken", Map("after", new Capture<long>(), row => row),
            row => row == 2 ? throw new FormatException("no two") : row), row => row);

        var thrown = chain.Invoking(head => head.Feed(Rows, 2)).Should().Throw<OperatorException>().Which;

        thrown.OperatorName.Should().Be("broken");
        thrown.InnerException.Should().BeOfType<FormatException>();
        thrown.Message.Should().Contain("broken").And.Contain("no two");
    }

    [Fact]
    public void A_filter_that_throws_is_named()
    {
        var filter = new Filter<long>("picky", _ => throw new InvalidOperationException(), 8, new Capture<long>());

        filter.Invoking(head => head.Feed(Rows, 2)).Should().Throw<OperatorException>()
            .Which.OperatorName.Should().Be("picky");
    }

    [Fact]
    public void A_reduce_that_throws_is_named()
    {
        var keyed = new KeyedFunction<long, long>(
            "sum", _ => 1, (_, _) => throw new OverflowException(), KeyGroupRange.Of(0, 1, 128));
        var reduce = new KeyedReduce<long, long>(keyed, emitsAtEnd: false, 8, new Capture<long>());

        reduce.Invoking(head => head.Feed(Rows, 2)).Should().Throw<OperatorException>()
            .Which.OperatorName.Should().Be("sum");
    }

    [Fact]
    public void A_flatMap_cannot_swallow_what_the_operators_after_it_throw()
    {
        var after = Map("after", new Capture<long>(), _ => throw new FormatException());
        var flatMap = new FlatMap<long, long>("greedy", (row, output) =>
        {
            for (var copy = 0; copy < 10; copy++)
            {
                try
                {
                    output.Collect(row);
                }
                catch (Exception)
                {
                    // What users write.
                }
            }
        }, 4, after);

        flatMap.Invoking(head => head.Feed(Rows, 2)).Should().Throw<OperatorException>()
            .Which.OperatorName.Should().Be("after");
    }

    static Map<long, long> Map(string name, IOperatorOutput<long> next, Func<long, long> function) =>
        new(name, function, 8, next);
}
