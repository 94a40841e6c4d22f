namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

public sealed class ContainerRequestTests : IDisposable
{
    readonly YarnMaster master = new();

    [Fact]
    public void A_shape_is_asked_for_anywhere_under_its_own_priority()
    {
        master.Need(2);

        var row = master.Yarn.Heartbeats[^1].Request.Ask.Should().ContainSingle().Which;
        row.Priority.Priority.Should().Be(1);
        row.ResourceName.Should().Be("*");
        row.RelaxLocality.Should().BeTrue();
        row.Capability.Memory.Should().Be(1024);
        row.Capability.VirtualCores.Should().Be(1);
        row.NodeLabelExpression.Should().Be(YarnMaster.NodeLabel);
        var gpu = row.Capability.ResourceValueMap.Should().ContainSingle().Which;
        (gpu.Key, gpu.Value).Should().Be(("yarn.io/gpu", 2));
    }

    [Fact]
    public void What_came_is_taken_off_without_being_said_and_what_ended_is_asked_for_again()
    {
        master.Need(3);
        var given = master.Yarn.Give(2);
        Waited();
        master.Yarn.Asked.Should().Equal(3);
        master.Yarn.Rows[1].Should().Be(1);

        master.Yarn.End(given[0], exitStatus: 1);
        Waited();

        master.Yarn.Asked.Should().Equal(3, 2);
        master.Yarn.Rows[1].Should().Be(2);
    }

    [Fact]
    public void A_container_too_many_goes_back_with_the_next_words_and_is_never_handed_over()
    {
        master.Need(1);
        var given = master.Yarn.Give(2);
        Waited();

        master.Nodes.Started.Should().ContainSingle().Which.Container.Should().Be(given[0], "the later one is surplus");
        master.Yarn.Heartbeats[^1].At.Should().Be(master.Yarn.Heartbeats[^2].At, "it goes back at once");
        Released().Should().Equal(2);
        master.Nodes.Stopped.Should().BeEmpty("its node never heard of it");
    }

    [Fact]
    public void A_need_that_ends_is_cancelled_and_what_was_on_its_way_goes_back()
    {
        master.Need(1);
        master.Yarn.Hold();
        master.Pass(YarnMaster.WaitingInterval);
        master.Yarn.Give(1);
        master.Need(0);
        master.AnswerAndHear();

        master.Yarn.Asked.Should().Equal(1, 0);
        master.Yarn.Rows[1].Should().Be(0);
        Released().Should().Equal(1);
        master.Nodes.Started.Should().BeEmpty();
    }

    [Fact]
    public void A_task_manager_that_is_starting_and_no_longer_needed_is_stopped_at_its_node_and_given_back()
    {
        master.Need(1);
        var given = master.Yarn.Give(1);
        Waited();

        master.Need(0);

        master.Nodes.Stopped.Should().Equal(given);
        Released().Should().Equal(1);
    }

    [Fact]
    public void A_container_of_a_priority_that_was_never_asked_for_goes_back()
    {
        master.Need(1);
        master.Yarn.Give(1, priority: 7);
        Waited();

        master.Nodes.Started.Should().BeEmpty();
        Released().Should().Equal(1);
        master.Yarn.Rows[1].Should().Be(1, "the right one is still wanted");
    }

    [Fact]
    public void A_given_back_container_is_named_until_yarn_says_that_it_is_gone_and_then_no_more()
    {
        master.Need(1);
        master.Yarn.Give(1);
        Waited();
        master.Need(0);
        var before = master.Yarn.Heartbeats.Count;

        master.Beat();
        master.Beat();

        master.Yarn.Heartbeats.Skip(before).Should().OnlyContain(beat => beat.Request.Release.Count == 0);
    }

    [Fact]
    public void The_end_of_a_container_that_nobody_knows_changes_nothing()
    {
        master.Need(1);
        master.Yarn.Give(1);
        Waited();
        master.Yarn.End("container_1795414646467_0005_01_000999", exitStatus: -100);

        Waited();

        master.Yarn.Asked.Should().Equal(1);
    }

    public void Dispose() => master.Dispose();

    void Waited() => master.Beat();

    IEnumerable<long> Released() =>
        master.Yarn.Heartbeats.SelectMany(beat => beat.Request.Release.Select(container => container.Id)).Distinct();
}
