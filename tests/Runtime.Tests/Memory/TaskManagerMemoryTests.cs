using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Tests.Memory;

public sealed class TaskManagerMemoryTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2304)]
    [InlineData(8192)]
    public void The_parts_are_the_whole_and_the_address_range_leaves_room_under_yarns_check(int mebiBytes)
    {
        var memory = TaskManagerMemory.Derive(MemorySize.FromMebiBytes(mebiBytes), new TaskManagerMemoryOptions());

        (memory.Overhead.Bytes + memory.Code.Bytes + memory.Network.Bytes + memory.Managed.Bytes
            + memory.TaskOffHeap.Bytes + memory.Heap.Bytes).Should().Be(memory.Process.Bytes);
        memory.RegionRange.Bytes.Should().BeGreaterThanOrEqualTo(memory.CollectorLimit.Bytes / 4 * 5);
        memory.RegionRange.Bytes.Should().BeLessThan(
            (long)((memory.AddressSpaceKiB << 10) * 0.8), "the runtime reserves a fifth for code before it");
    }

    [Fact]
    public void Too_small_a_container_is_refused_with_the_numbers()
    {
        var deriving = () => TaskManagerMemory.Derive(MemorySize.FromMebiBytes(256), new TaskManagerMemoryOptions());

        deriving.Should().Throw<MistakesException>().WithMessage("*256m is too small*");
    }

    [Fact]
    public void Managed_and_native_memory_are_taken_from_the_heap()
    {
        var plain = Derive(new TaskManagerMemoryOptions());

        var memory = Derive(new TaskManagerMemoryOptions
        {
            ManagedFraction = 0.4,
            TaskOffHeap = MemorySize.FromMebiBytes(100),
        });

        var usable = memory.Process.Bytes - memory.Overhead.Bytes - memory.Code.Bytes;
        memory.Managed.Bytes.Should().Be((long)(usable * 0.4));
        memory.Heap.Bytes.Should().Be(plain.Heap.Bytes - memory.Managed.Bytes - (100L << 20));
    }

    [Fact]
    public void A_managed_size_wins_over_its_fraction() =>
        Derive(new TaskManagerMemoryOptions { ManagedFraction = 0.4, ManagedSize = MemorySize.FromMebiBytes(10) })
            .Managed.MebiBytes.Should().Be(10);

    [Fact]
    public void The_collector_is_limited_to_heap_and_network()
    {
        var memory = Derive(new TaskManagerMemoryOptions());

        memory.CollectorLimit.Bytes.Should().Be(memory.Heap.Bytes + memory.Network.Bytes);
        memory.Environment["DOTNET_GCHeapHardLimit"].Should().Be($"0x{memory.CollectorLimit.Bytes:X}");
    }

    static TaskManagerMemory Derive(TaskManagerMemoryOptions options) =>
        TaskManagerMemory.Derive(MemorySize.FromMebiBytes(2048), options);
}
