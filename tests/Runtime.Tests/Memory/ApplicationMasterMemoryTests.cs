using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Memory;

namespace FlinkYarn.Runtime.Tests.Memory;

public sealed class ApplicationMasterMemoryTests
{
    [Theory]
    [InlineData(192)]
    [InlineData(512)]
    [InlineData(1600)]
    [InlineData(4096)]
    [InlineData(16384)]
    public void Heap_and_address_space_stay_within_what_yarn_allows(long megabytes)
    {
        var memory = ApplicationMasterMemory.Of(MemorySize.FromMebiBytes(megabytes));

        memory.Heap.Bytes.Should().BePositive().And.BeLessThan(memory.Process.Bytes);
        memory.AddressSpaceKiB.Should().BeLessThan((long)(memory.Process.Bytes * 2.1 / 1024));
        memory.RegionRange.Bytes.Should().BeGreaterThanOrEqualTo(memory.Heap.Bytes / 4 * 5);
        (memory.RegionRange.Bytes / 1024.0).Should().BeLessThan(
            memory.AddressSpaceKiB * 0.8, "a fifth of the address space is reserved for code");
    }

    [Fact]
    public void The_default_container_has_the_heap_that_was_measured() =>
        ApplicationMasterMemory.Of(MemorySize.FromMebiBytes(512)).Heap.Should().Be(MemorySize.FromMebiBytes(192));
}
