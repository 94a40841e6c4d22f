using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tests.Network;

/// <summary>Rows arrive whole, once and in order, also with few small buffers and slow readers.</summary>
public sealed class ExchangeTests
{
    static readonly TimeSpan StandStill = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    public async Task Rows_keep_their_order(string producer, string consumer)
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        exchange.Start("b");
        string[] rows = [.. Enumerable.Range(0, 20_000).Select(n => $"row {n}")];
        var signal = new TaskSignal();
        var input = exchange.Consume(consumer, 0, signal, (producer, 0));

        var reading = DedicatedThread.RunAsync(() => Flow.Consume<string>(input, signal));
        await DedicatedThread.RunAsync(() => Flow.Produce(exchange[producer], rows)).Soon();

        (await reading.Soon()).Should().Equal(rows);
    }

    [Fact]
    public async Task Three_producers_and_consumers_on_two_machines_exchange_millions_of_rows_by_few_buffers()
    {
        const int Side = 3;
        const long Rows = 1_000_000;
        await using var exchange = new Exchange();
        // Fewer segments than channels could fill: 3 partitions and 3 gates share them.
        exchange.Start("a", segments: 40);
        exchange.Start("b", segments: 40);
        string[] places = ["a", "b", "a"];
        var reading = Enumerable.Range(0, Side).Select(index =>
        {
            var signal = new TaskSignal();
            var input = exchange.Consume(
                places[index], index, signal, [.. places.Select((place, task) => (place, task))]);
            return DedicatedThread.RunAsync(() => Sum(input, signal));
        }).ToList();

        var writing = Enumerable.Range(0, Side).Select(task => DedicatedThread.RunAsync(
            () => Flow.ProduceNumbers(exchange[places[task]], task, Side, Rows))).ToList();

        var sums = await Task.WhenAll(reading).Soon();
        await Task.WhenAll(writing).Soon();
        sums.Sum(sum => sum.Count).Should().Be(Side * Rows);
        sums.Sum(sum => sum.Total).Should().Be(Side * (Rows * (Rows - 1) / 2));
        exchange["a"].Buffers.Available.Should().Be(40);
        exchange["b"].Buffers.Available.Should().Be(40);
    }

    [Fact]
    public async Task A_reader_that_stands_still_stops_its_producer_and_nothing_is_lost()
    {
        await using var exchange = new Exchange();
        exchange.Start("a", segments: 8);
        exchange.Start("b", segments: 8);
        using var go = new ManualResetEventSlim();
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("a", 0));
        long count = 0;
        var reading = DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal, rows =>
        {
            go.Wait();
            count += rows.Count;
        }));

        var writing = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 100_000));
        await Task.WhenAny(writing, Task.Delay(StandStill, TimeProvider.System, TestContext.Current.CancellationToken));
        writing.IsCompleted.Should().BeFalse("800 kB do not fit 16 buffers of 1 kB");
        go.Set();

        (await writing.Soon()).Should().BePositive("the producer has waited for buffers");
        await reading.Soon();
        count.Should().Be(100_000);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Rows_larger_than_a_buffer_span_buffers(string producer)
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        exchange.Start("b");
        var random = new Random(3);
        string[] rows =
            [.. Enumerable.Range(0, 300).Select(n => new string((char)('a' + (n % 26)), random.Next(5000)))];
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, (producer, 0));

        var reading = DedicatedThread.RunAsync(() => Flow.Consume<string>(input, signal));
        await DedicatedThread.RunAsync(() => Flow.Produce(exchange[producer], rows)).Soon();

        (await reading.Soon()).Should().Equal(rows);
    }

    [Fact]
    public async Task A_row_above_the_limit_fails_its_producer_and_names_the_setting()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");

        var writing = DedicatedThread.RunAsync(() => Flow.Produce(exchange["a"], [new string('x', 2 << 20)]));

        (await FluentActions.Awaiting(() => writing).Should().ThrowAsync<InvalidDataException>())
            .WithMessage("*taskmanager.network.max-record-size*");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Timestamps_travel_with_their_rows(string producer)
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        exchange.Start("b");
        long[] rows = [.. Enumerable.Range(0, 5000).Select(n => (long)n)];
        var timestamps = new List<long>();
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, (producer, 0));

        var reading = DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal, timestamps));
        await DedicatedThread.RunAsync(() => Flow.Produce(exchange[producer], rows, rows)).Soon();

        (await reading.Soon()).Should().Equal(rows);
        timestamps.Should().Equal(rows);
    }

    static (long Count, long Total) Sum(TaskInput input, TaskSignal signal)
    {
        long count = 0;
        long total = 0;
        Flow.Consume<long>(input, signal, rows =>
        {
            count += rows.Count;
            foreach (var row in rows.Values)
            {
                total += row;
            }
        });
        return (count, total);
    }
}
