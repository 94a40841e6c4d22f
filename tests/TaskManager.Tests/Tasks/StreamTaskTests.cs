using FlinkYarn.Api.Graph;
using FlinkYarn.Api.Graph.Operators;
using FlinkYarn.Api.Graph.Partitioning;
using FlinkYarn.Api.Types;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.TaskManager.Tests.Tasks;

/// <summary>A task from its deployment to its end, however that comes.</summary>
public sealed class StreamTaskTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_chain_runs_over_all_its_splits_and_reports_its_states()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 4000));
        harness.Master.Splits.Enqueue(Deployments.Range(4001, 10_000));

        harness.Start(Deployments.Chain(
            new SequenceSource(1, 10_000), new MapOperator<long, long>(n => n * 2),
            new FilterOperator<long>(n => n % 3 == 0), new CollectSink<long>()));

        var states = await harness.Master.StatesAsync();
        states.Select(change => change.State).Should().Equal(
            ExecutionState.Initializing, ExecutionState.Running, ExecutionState.Finished);
        states[^1].RowsIn.Should().Be(10_000);
        Rows<long>(harness.Master.Collected).Should().Equal(
            Enumerable.Range(1, 10_000).Select(n => n * 2L).Where(n => n % 3 == 0));
    }

    [Fact]
    public async Task A_user_exception_is_reported_with_its_operator()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 100));

        harness.Start(Deployments.Chain(
            new SequenceSource(1, 100),
            new MapOperator<long, long>(n => n == 50 ? throw new FormatException("fifty") : n),
            new CollectSink<long>()));

        var failure = (await harness.Master.StatesAsync())[^1].Failure;
        failure.Domain.Should().Be(FailureInfo.Types.Domain.User);
        failure.OperatorName.Should().Be("Map 1");
        failure.Type.Should().Be("System.FormatException");
        failure.Message.Should().Be("fifty");
        failure.Stack.Should().Contain(nameof(StreamTaskTests));
    }

    [Fact]
    public async Task Printed_rows_look_as_Flink_prints_them()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(0, 2));

        harness.Start(Deployments.Chain(
            new CollectionSource<string>(["to", "be"]), new PrintSink<string>("out", toStandardError: false)));

        await harness.Master.StatesAsync();
        harness.Output.ToString().Should().Be("out> to\nout> be\n");
    }

    [Fact]
    public async Task A_file_is_written_aside_and_handed_over_for_commit()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 30_000));
        var target = new Uri(folder.FullName).AbsoluteUri + "/out";

        harness.Start(Deployments.Chain(
            new SequenceSource(1, 30_000), new TextFileSink<long>(target, n => $"line {n}")));

        var committable = (await harness.Master.StatesAsync())[^1].Committables.Should().ContainSingle().Subject;
        committable.OperatorId.Should().Be("operator-1");
        committable.WrittenUri.Should().Be($"{target}/_temporary/job/part-0-0");
        committable.FinalUri.Should().Be($"{target}/part-0");
        File.ReadLines(new Uri(committable.WrittenUri).LocalPath).Should().Equal(
            Enumerable.Range(1, 30_000).Select(n => $"line {n}"));
    }

    [Fact]
    public async Task A_task_that_fails_leaves_no_file()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 100_000));
        var target = new Uri(folder.FullName).AbsoluteUri + "/out";
        static string Format(long n) => n == 90_000 ? throw new FormatException() : new string('x', 20);

        harness.Start(Deployments.Chain(
            new SequenceSource(1, 100_000), new TextFileSink<long>(target, n => Format(n))));

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Failed);
        Directory.Exists(Path.Combine(folder.FullName, "out", "_temporary", "job"))
            .Should().BeTrue("it had begun to write");
        Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Lines_of_a_file_are_read_by_split()
    {
        await using var harness = new TaskHarness();
        var path = Path.Combine(folder.FullName, "in.txt");
        string[] lines = [.. Enumerable.Range(0, 100_000).Select(n => $"line {n}")];
        await File.WriteAllLinesAsync(path, lines, TestContext.Current.CancellationToken);
        var size = new FileInfo(path).Length;
        foreach (var (offset, length) in new[] { (0L, size / 3), (size / 3, size - (size / 3)) })
        {
            harness.Master.Splits.Enqueue(new Split
            {
                File = new FileSplit
                {
                    Uri = new Uri(path).AbsoluteUri, Offset = offset, Length = length, FileLength = size,
                },
            });
        }

        harness.Start(Deployments.Chain(new TextFileSource(new Uri(path).AbsoluteUri), new CollectSink<string>()));

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Finished);
        Rows<string>(harness.Master.Collected).Should().Equal(lines);
    }

    [Fact]
    public async Task A_file_that_has_become_shorter_is_named()
    {
        await using var harness = new TaskHarness();
        var path = Path.Combine(folder.FullName, "short.txt");
        await File.WriteAllTextAsync(path, "one\n", TestContext.Current.CancellationToken);
        harness.Master.Splits.Enqueue(new Split
        {
            File = new FileSplit { Uri = new Uri(path).AbsoluteUri, Length = 100, FileLength = 100 },
        });

        harness.Start(Deployments.Chain(new TextFileSource(""), new CollectSink<string>()));

        (await harness.Master.StatesAsync())[^1].Failure.Message.Should().Contain("short.txt").And.Contain("100 bytes");
    }

    [Fact]
    public async Task A_task_that_waits_is_cancelled_at_once()
    {
        await using var harness = new TaskHarness();
        harness.Master.GivesSplits = false;
        var task = harness.Start(Deployments.Chain(new SequenceSource(1, 2), new CollectSink<long>()));
        await harness.Master.NextAsync();
        await harness.Master.NextAsync();

        task.Cancel();

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Canceled);
    }

    [Fact]
    public async Task A_task_without_a_consumer_waits_for_it_until_it_is_cancelled_and_gives_its_buffers_back()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 10));
        var task = harness.Start(Deployments.ChainWithOutput(
            new PlainPartitioner<long>(ShipStrategy.Forward), new SequenceSource(1, 10)));
        (await harness.Master.NextAsync()).TaskState.State.Should().Be(ExecutionState.Initializing);
        (await harness.Master.NextAsync()).TaskState.State.Should().Be(ExecutionState.Running);
        harness.Network.Buffers.Available.Should().BeLessThan(128);

        task.Cancel();

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Canceled);
        harness.Network.Buffers.Available.Should().Be(128);
    }

    [Fact]
    public async Task Rows_that_were_begun_and_not_handed_over_give_their_buffers_back()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 1000));
        var deployment = Deployments.ChainWithOutput(
            new PlainPartitioner<long>(ShipStrategy.Forward), new SequenceSource(1, 1000),
            new MapOperator<long, long>(n => n < 1000 ? n : throw new FormatException()));
        deployment.Configuration["execution.buffer-timeout"] = "1 h";

        harness.Start(deployment);

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Failed);
        harness.Network.Buffers.Available.Should().Be(128);
    }

    [Fact]
    public async Task User_code_that_waits_for_ever_is_interrupted()
    {
        await using var harness = new TaskHarness();
        harness.Master.Splits.Enqueue(Deployments.Range(1, 1));
        var task = harness.Start(Deployments.Chain(
            new SequenceSource(1, 1), new MapOperator<long, long>(n => Waiting.ForEver(n)), new CollectSink<long>()));
        await Waiting.Begun;

        task.Cancel();

        (await harness.Master.StatesAsync())[^1].State.Should().Be(ExecutionState.Canceled);
    }

    [Fact]
    public async Task A_task_that_is_deaf_to_cancel_ends_the_process()
    {
        var time = new FakeTimeProvider();
        await using var harness = new TaskHarness(time);
        harness.Master.Splits.Enqueue(Deployments.Range(1, 1));
        var deployment = Deployments.Chain(
            new SequenceSource(1, 1), new MapOperator<long, long>(n => Deaf.Spin(n)), new CollectSink<long>());
        deployment.Configuration["task.cancellation.timeout"] = "180 s";
        var task = harness.Start(deployment);
        await Deaf.Begun;

        task.Cancel();
        while (!harness.Fatal.First.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        (await harness.Fatal.First).Should().BeOfType<DeafTaskException>()
            .Which.Message.Should().Contain("task.cancellation.timeout");
        Deaf.Stop();
        await task.Ended.Soon();
    }

    static List<T> Rows<T>(List<byte> bytes)
    {
        var reader = new RecordReader(bytes.ToArray());
        var rows = new List<T>();
        while (reader.Remaining > 0)
        {
            rows.Add(TypeSerializers.For<T>().Read(ref reader));
        }

        return rows;
    }
}
