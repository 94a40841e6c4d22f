using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Keys;
using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Network.Dispatch;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tests.Network;

/// <summary>Each way of dispatching puts each row where it belongs.</summary>
public sealed class DispatchTests
{
    const int Channels = 3;

    static readonly int[] Rows = [.. Enumerable.Range(0, 3000)];

    [Fact]
    public async Task Rebalance_gives_each_channel_its_turn()
    {
        var received = await RunAsync(partition =>
            new RoundRobinWriter<int>(partition, TypeSerializers.For<int>(), Flow.Limits, firstChannel: 1));

        for (var channel = 0; channel < Channels; channel++)
        {
            received[channel].Should().Equal(Rows.Where(row => (row + 1) % Channels == channel));
        }
    }

    [Fact]
    public async Task Broadcast_gives_every_row_to_every_channel()
    {
        var received = await RunAsync(partition =>
            new BroadcastWriter<int>(partition, TypeSerializers.For<int>(), Flow.Limits));

        received.Should().AllSatisfy(rows => rows.Should().Equal(Rows));
    }

    [Fact]
    public async Task Global_gives_every_row_to_the_first_channel()
    {
        var received = await RunAsync(partition =>
            new SingleChannelWriter<int>(partition, TypeSerializers.For<int>(), Flow.Limits));

        received[0].Should().Equal(Rows);
        received[1].Should().BeEmpty();
        received[2].Should().BeEmpty();
    }

    [Fact]
    public async Task Hash_gives_a_row_to_the_owner_of_its_key_group()
    {
        var keys = new KeyedOutput<int, string>(row => $"key {row % 100}", 128, "keyBy");
        var received = await RunAsync(partition =>
            new KeyGroupWriter<int, string>(partition, TypeSerializers.For<int>(), Flow.Limits, keys));

        var hasher = KeyHashers.For<string>();
        for (var channel = 0; channel < Channels; channel++)
        {
            received[channel].Should().Equal(Rows.Where(row =>
                KeyGroups.Subtask(KeyGroups.Of(hasher.Hash($"key {row % 100}"), 128), 128, Channels) == channel));
        }
    }

    [Fact]
    public async Task A_key_selector_that_throws_is_named_with_its_operator()
    {
        var keys = new KeyedOutput<int, string>(_ => throw new FormatException(), 128, "my map");

        var run = () => RunAsync(partition =>
            new KeyGroupWriter<int, string>(partition, TypeSerializers.For<int>(), Flow.Limits, keys));

        (await run.Should().ThrowAsync<OperatorException>()).Which.OperatorName.Should().Be("my map");
    }

    static async Task<List<int>[]> RunAsync(Func<ResultPartition, PartitionWriter<int>> makeWriter)
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        var partition = exchange["a"].CreatePartition(Exchange.Key(0), Channels, new TaskSignal());
        var writer = makeWriter(partition);
        exchange["a"].Partitions.Add(partition);
        var writing = DedicatedThread.RunAsync(() =>
        {
            writer.Process(new RecordSpan<int>(Rows.AsSpan(0, 1)));
            writer.Flush();
            writer.Process(new RecordSpan<int>(Rows.AsSpan(1)));
            writer.Finish();
        });
        var reading = Enumerable.Range(0, Channels).Select(channel =>
        {
            var signal = new TaskSignal();
            var input = exchange.Consume("a", channel, signal, ("a", 0));
            return DedicatedThread.RunAsync(() => Flow.Consume<int>(input, signal));
        }).ToList();
        if (await Task.WhenAny(writing, Task.WhenAll(reading)) == writing)
        {
            await writing;
        }

        return await Task.WhenAll(reading).Soon();
    }
}
