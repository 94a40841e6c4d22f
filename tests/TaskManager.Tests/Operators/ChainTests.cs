using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Tests.Operators;

/// <summary>Operators give the same rows however their input is cut into batches.</summary>
public sealed class ChainTests
{
    static readonly KeyGroupRange AllKeys = KeyGroupRange.Of(0, 1, 128);

    public static TheoryData<int> BatchSizes => [1, 2, 3, 7, 64, 1000, 1024, 4096];

    [Theory]
    [MemberData(nameof(BatchSizes))]
    public void Map_filter_and_flatMap_do_not_show_their_batches(int batchSize)
    {
        var end = new Capture<string>();
        var flatMap = new FlatMap<long, string>("words", (number, output) =>
        {
            for (var copy = 0; copy < number % 4; copy++)
            {
                output.Collect($"{number}-{copy}");
            }
        }, batchSize, end);
        var filter = new Filter<long>("even", number => number % 2 == 0 || number % 5 == 0, batchSize, flatMap);
        var map = new Map<int, long>("next", number => number + 1L, batchSize, filter);

        map.Feed([.. Enumerable.Range(0, 5000)], batchSize);

        end.Rows.Should().Equal(Enumerable.Range(1, 5000).Where(n => n % 2 == 0 || n % 5 == 0)
            .SelectMany(n => Enumerable.Range(0, n % 4).Select(copy => $"{n}-{copy}")));
        end.LargestBatch.Should().BeLessThanOrEqualTo(batchSize);
        end.IsFinished.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(BatchSizes))]
    public void Timestamps_stay_with_their_rows(int batchSize)
    {
        var end = new Capture<long>();
        var twice = new FlatMap<long, long>("twice", (row, output) =>
        {
            output.Collect(row);
            output.Collect(-row);
        }, batchSize, end);
        var odd = new Filter<long>("odd", row => row % 2 == 1, batchSize, twice);
        var map = new Map<long, long>("same", row => row, batchSize, odd);
        long[] rows = [.. Enumerable.Range(0, 3000).Select(n => (long)n)];

        map.Feed(rows, batchSize, [.. rows.Select(row => row * 10)]);

        end.Timestamps.Should().Equal(end.Rows.Select(row => Math.Abs(row) * 10));
        end.Rows.Should().HaveCount(3000);
    }

    [Theory]
    [MemberData(nameof(BatchSizes))]
    public void A_rolling_reduce_emits_each_new_result_of_a_key(int batchSize)
    {
        var end = new Capture<(string Key, int Sum)>();
        var keyed = new KeyedFunction<(string Key, int Sum), string>(
            "sum", row => row.Key, (sum, row) => (sum.Key, sum.Sum + row.Sum), AllKeys);
        (string, int)[] rows = [.. Enumerable.Range(0, 4000).Select(n => ($"k{n * 7 % 31}", n))];

        new KeyedReduce<(string, int), string>(keyed, emitsAtEnd: false, batchSize, end).Feed(rows, batchSize);

        var sums = new Dictionary<string, int>();
        end.Rows.Should().Equal(rows.Select(row =>
            (row.Item1, sums[row.Item1] = sums.GetValueOrDefault(row.Item1) + row.Item2)));
    }

    [Theory]
    [MemberData(nameof(BatchSizes))]
    public void A_reduce_in_batch_mode_emits_each_key_once_at_the_end(int batchSize)
    {
        var end = new Capture<long>();
        var keyed = new KeyedFunction<long, long>("max", row => row % 997, Math.Max, AllKeys);
        long[] rows = [.. Enumerable.Range(0, 20_000).Select(n => (long)n)];
        var reduce = new KeyedReduce<long, long>(keyed, emitsAtEnd: true, batchSize, end);

        reduce.Process(new RecordSpan<long>(rows.AsSpan(0, 1)));
        end.Rows.Should().BeEmpty();
        reduce.Feed(rows, batchSize);

        end.Rows.Order().Should().Equal(rows.GroupBy(row => row % 997).Select(group => group.Max()).Order());
        end.LargestBatch.Should().BeLessThanOrEqualTo(batchSize);
    }

    [Fact]
    public void Watermarks_pass_between_batches()
    {
        var end = new Capture<long>();
        var chain = new Map<long, long>("same", row => row, 16, new Filter<long>("all", _ => true, 16, end));

        chain.ProcessWatermark(new Watermark(42));

        end.Watermarks.Should().Equal(new Watermark(42));
    }
}
