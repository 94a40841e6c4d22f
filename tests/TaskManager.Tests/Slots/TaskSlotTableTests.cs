using FlinkYarn.TaskManager.Slots;

namespace FlinkYarn.TaskManager.Tests.Slots;

/// <summary>A slot belongs to one allocation at a time.</summary>
public sealed class TaskSlotTableTests
{
    readonly TaskSlotTable slots = new(2);

    [Fact]
    public void A_slot_is_given_once() =>
        Allocate(0, "first").Should().BeNull();

    [Fact]
    public void Asking_again_for_the_same_is_no_mistake()
    {
        Allocate(0, "first");

        Allocate(0, "first").Should().BeNull();
        slots.Allocated.Should().ContainSingle();
    }

    [Fact]
    public void A_slot_that_is_taken_is_refused_and_says_by_whom()
    {
        Allocate(0, "first");

        Allocate(0, "second").Should().Contain("first");
    }

    [Fact]
    public void An_allocation_has_one_slot()
    {
        Allocate(0, "first");

        Allocate(1, "first").Should().Contain("slot 0");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_slot_that_is_not_there_is_refused(int index) => Allocate(index, "first").Should().Contain("2");

    [Fact]
    public void A_freed_slot_can_be_given_again()
    {
        Allocate(0, "first");

        slots.Free("first")!.Index.Should().Be(0);
        slots.Free("first").Should().BeNull();
        Allocate(0, "second").Should().BeNull();
    }

    [Fact]
    public void The_report_names_all_slots()
    {
        Allocate(1, "first");

        slots.Report().Select(slot => (slot.Slot, slot.AllocationId, slot.JobId))
            .Should().Equal((0, "", ""), (1, "first", "job"));
    }

    string? Allocate(int index, string allocation) =>
        slots.TryAllocate(new TaskSlot(index, allocation, "job", "token"), out _);
}
