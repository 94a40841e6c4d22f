using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Threading;

namespace FlinkYarn.TaskManager.Tests.Memory;

/// <summary>Reserved segments are there for their owner, and come back whoever holds them last.</summary>
public sealed class NetworkBufferPoolTests
{
    readonly NetworkBufferPool pool = new(10, 256);

    [Fact]
    public void A_share_is_as_large_as_what_is_left_allows()
    {
        pool.Reserve("first", 2, 7).Count.Should().Be(7);
        pool.Reserve("second", 2, 7).Count.Should().Be(3);
        pool.Available.Should().Be(0);
    }

    [Fact]
    public void Too_little_memory_names_who_wants_it_and_what_to_raise()
    {
        pool.Reserve("first", 8, 8);

        pool.Invoking(full => full.Reserve("the join's output", 3, 3)).Should()
            .Throw<InsufficientNetworkMemoryException>()
            .WithMessage("*the join's output*required 3*only 2*taskmanager.memory.network*");
    }

    [Fact]
    public void A_buffer_in_flight_comes_back_after_its_pool_was_closed()
    {
        var buffers = new BufferPool(pool.Reserve("task", 4, 4), new TaskSignal());
        var inFlight = buffers.Take();
        buffers.Take().Release();

        buffers.Close();
        pool.Available.Should().Be(9);
        inFlight.Release();

        pool.Available.Should().Be(10);
    }

    [Fact]
    public async Task An_empty_pool_makes_its_task_wait_until_a_buffer_is_back()
    {
        var buffers = new BufferPool(pool.Reserve("task", 1, 1), new TaskSignal());
        var only = buffers.Take();

        var second = DedicatedThread.RunAsync(buffers.Take);
        only.Release();

        (await second.Soon()).Should().BeSameAs(only);
    }

    [Fact]
    public async Task A_task_that_waits_for_a_buffer_can_be_cancelled()
    {
        var signal = new TaskSignal();
        var buffers = new BufferPool(pool.Reserve("task", 1, 1), signal);
        buffers.Take();

        var second = DedicatedThread.RunAsync(buffers.Take);
        signal.Cancel();

        await FluentActions.Awaiting(() => second.Soon()).Should().ThrowAsync<TaskCanceledSignal>();
    }
}
