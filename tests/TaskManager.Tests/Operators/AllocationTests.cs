using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Records;
using FlinkYarn.TaskManager.State;

namespace FlinkYarn.TaskManager.Tests.Operators;

/// <summary>Rows cost no memory: what a chain takes it takes once.</summary>
public sealed class AllocationTests
{
    const int Rows = 1024;

    [Fact]
    public void Running_rows_allocates_nothing()
    {
        var keyed = new KeyedFunction<long, long>(
            "sum", row => row & 1023, (sum, row) => sum + row, KeyGroupRange.Of(0, 1, 128));
        var reduce = new KeyedReduce<long, long>(keyed, emitsAtEnd: false, Rows, new Fanout<long>([]));
        var filter = new Filter<long>("f", row => row % 3 != 0, Rows, reduce);
        var flatMap = new FlatMap<long, long>("w", (row, output) => output.Collect(row), Rows, filter);
        var map = new Map<long, long>("m", row => row + 1, Rows, flatMap);
        var numbers = new long[Rows];
        for (var index = 0; index < Rows; index++)
        {
            numbers[index] = index;
        }

        Run(map, numbers, rounds: 50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(map, numbers, rounds: 500);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // A runtime's own bookkeeping (tiering) may show; a byte a row would be half a million.
        allocated.Should().BeLessThan(1024);
    }

    static void Run(Map<long, long> chain, long[] numbers, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            chain.Process(new RecordSpan<long>(numbers));
        }
    }
}
