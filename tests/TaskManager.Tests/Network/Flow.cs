using FlinkYarn.Api.Types;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Network.Dispatch;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tests.Network;

/// <summary>The loops of a producing and of a consuming task.</summary>
static class Flow
{
    public static readonly PartitionWriterLimits Limits = new(128, 1 << 20);

    /// <summary>Writes the numbers to all channels in turn, and stays until they were consumed.</summary>
    public static long ProduceNumbers(NetworkManager network, int subtask, int channels, long count)
    {
        var signal = new TaskSignal();
        var partition = network.CreatePartition(Exchange.Key(subtask), channels, signal);
        var writer = new RoundRobinWriter<long>(partition, TypeSerializers.For<long>(), Limits, subtask);
        network.Partitions.Add(partition);
        var numbers = new long[100];
        for (long next = 0; next < count; next += numbers.Length)
        {
            for (var index = 0; index < numbers.Length; index++)
            {
                numbers[index] = next + index;
            }

            writer.Process(new RecordSpan<long>(numbers.AsSpan(0, (int)Math.Min(numbers.Length, count - next))));
        }

        Close(network, partition, writer);
        return partition.Buffers.Waits;
    }

    /// <summary>Writes rows to the only channel, and stays until they were consumed.</summary>
    public static void Produce<T>(NetworkManager network, T[] rows, long[]? timestamps = null)
    {
        var partition = network.CreatePartition(Exchange.Key(0), 1, new TaskSignal());
        var writer = new SingleChannelWriter<T>(partition, TypeSerializers.For<T>(), Limits);
        network.Partitions.Add(partition);
        writer.Process(new RecordSpan<T>(rows, timestamps));
        Close(network, partition, writer);
    }

    /// <summary>Reads to the end.</summary>
    public static List<T> Consume<T>(TaskInput input, TaskSignal signal, List<long>? timestamps = null)
    {
        var rows = new List<T>();
        Consume<T>(input, signal, batch =>
        {
            rows.AddRange(batch.Values);
            timestamps?.AddRange(batch.Timestamps);
        });
        return rows;
    }

    public static void Consume<T>(TaskInput input, TaskSignal signal, RowsTaken<T> take)
    {
        using var reader = new InputReader<T>(input.Gate, TypeSerializers.For<T>(), Limits);
        input.Open();
        while (true)
        {
            switch (reader.Read(Limits.BatchSize, out var rows))
            {
                case InputStatus.Rows:
                    take(rows);
                    break;
                case InputStatus.Ended:
                    input.Close();
                    return;
                case InputStatus.Empty:
                    signal.Wait(TimeSpan.FromSeconds(30));
                    break;
            }
        }
    }

    static void Close<T>(NetworkManager network, ResultPartition partition, PartitionWriter<T> writer)
    {
        writer.Finish();
        partition.WaitUntilConsumed();
        network.Partitions.Remove(partition);
        partition.Release();
    }
}

/// <summary>Looks at rows that were read.</summary>
delegate void RowsTaken<T>(RecordSpan<T> rows);
