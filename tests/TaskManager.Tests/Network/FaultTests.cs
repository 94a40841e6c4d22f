using System.Net;
using System.Net.Sockets;
using FlinkYarn.Runtime.Security;
using FlinkYarn.TaskManager.Network;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tests.Network;

/// <summary>Strangers get nothing, and a lost producer is named by its consumers.</summary>
public sealed class FaultTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_on_the_port_is_cut_off_and_disturbs_nobody()
    {
        await using var exchange = new Exchange();
        exchange.Start("a");
        exchange.Start("b");
        var garbage = new byte[4096];
        new Random(5).NextBytes(garbage);
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var stranger = new TcpClient();
            await stranger.ConnectAsync(IPAddress.Loopback, exchange["a"].Port, Stop);
            await stranger.GetStream().WriteAsync(garbage, Stop);
            (await ReadToEndAsync(stranger.GetStream()).Soon()).Should().BeTrue();
        }

        (await RunNumbersAsync(exchange)).Should().HaveCount(1000);
    }

    [Fact]
    public async Task Another_applications_certificate_is_refused()
    {
        await using var exchange = new Exchange();
        using var foreign = ApplicationCredentials.Create("application_1_2", TimeProvider.System);
        exchange.Start("a");
        exchange.Start("b", credentials: foreign);

        (await FluentActions.Awaiting(() => RunNumbersAsync(exchange)).Should().ThrowAsync<PartitionException>())
            .WithMessage("*127.0.0.1*(a)*");
    }

    [Fact]
    public async Task A_producer_that_never_comes_is_named_after_the_request_timeout()
    {
        await using var exchange = new Exchange();
        exchange.Start("a", options: Exchange.Options(TimeSpan.FromMilliseconds(50)));
        exchange.Start("b");
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("a", 0));

        var reading = DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal));

        (await FluentActions.Awaiting(() => reading.Soon()).Should().ThrowAsync<PartitionException>())
            .WithMessage("*vertex vertex*(a)*was deployed here in time (b has asked)*");
    }

    [Fact]
    public async Task A_producer_without_anybody_at_its_address_is_named()
    {
        await using var exchange = new Exchange();
        exchange.Start("b");
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("gone", 0));

        var reading = DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal));

        (await FluentActions.Awaiting(() => reading.Soon()).Should().ThrowAsync<PartitionException>())
            .WithMessage("*127.0.0.1:1 (gone)*no connection*");
    }

    [Fact]
    public async Task A_producer_whose_TaskManager_goes_fails_its_consumers_by_name()
    {
        await using var exchange = new Exchange();
        var producer = exchange.Start("a", segments: 8);
        exchange.Start("b");
        var first = new TaskCompletionSource();
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("a", 0));
        var reading = DedicatedThread.RunAsync(
            () => Flow.Consume<long>(input, signal, _ => first.TrySetResult()));
        // Reads for ever: it is cut off in the middle.
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(producer, 0, 1, long.MaxValue));

        await first.Task.Soon();
        await producer.DisposeAsync();

        (await FluentActions.Awaiting(() => reading.Soon()).Should().ThrowAsync<PartitionException>())
            .WithMessage("*vertex vertex*(a)*");
    }

    [Fact]
    public async Task A_consumer_that_goes_gives_its_buffers_back()
    {
        await using var exchange = new Exchange();
        var producer = exchange.Start("a", segments: 8);
        var consumer = exchange.Start("b", segments: 16);
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("a", 0));
        var first = new TaskCompletionSource();
        var reading = DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal, _ => first.TrySetResult()));
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(producer, 0, 1, long.MaxValue));
        await first.Task.Soon();

        signal.Cancel();

        await FluentActions.Awaiting(() => reading.Soon()).Should().ThrowAsync<TaskCanceledSignal>();
        input.Close();
        var deadline = TimeProvider.System.GetTimestamp();
        while (consumer.Buffers.Available < 16
            && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30))
        {
            await Task.Yield();
        }

        consumer.Buffers.Available.Should().Be(16);
    }

    static async Task<List<long>> RunNumbersAsync(Exchange exchange)
    {
        var signal = new TaskSignal();
        var input = exchange.Consume("b", 0, signal, ("a", 0));
        _ = DedicatedThread.RunAsync(() => Flow.ProduceNumbers(exchange["a"], 0, 1, 1000));
        return await DedicatedThread.RunAsync(() => Flow.Consume<long>(input, signal)).Soon();
    }

    // True when the other side has ended the connection, whatever it said before.
    static async Task<bool> ReadToEndAsync(NetworkStream stream)
    {
        var answer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(answer, Stop) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }

        return true;
    }
}
