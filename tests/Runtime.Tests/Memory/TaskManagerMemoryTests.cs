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
}
