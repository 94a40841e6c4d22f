using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.Tests.Scheduling;

public sealed class SchedulerTests
{
    [Fact]
    public void Memory_is_given_in_multiples_of_the_minimum()
    {
        var bench = new SchedulerBench(4096, nodes: 1);
        var application = bench.Running();
        bench.Ask(application, 1, memoryMb: 200);

        var given = bench.Scheduler.Assign().Single().Container;

        given.Resource.Should().Be(new ResourceAmount(256, 1));
        application.Used.MemoryMb.Should().Be(128 + 256);
    }

    [Fact]
    public void An_ask_is_absolute_so_saying_it_again_before_anything_came_changes_nothing()
    {
        var bench = new SchedulerBench(4096, nodes: 2);
        var application = bench.Running();
        bench.Ask(application, 3, 256);
        bench.Ask(application, 3, 256);

        bench.AssignTo(application).Should().Be(3);
        bench.AssignTo(application).Should().Be(0);
    }

    [Fact]
    public void An_ask_said_again_after_its_containers_came_gives_as_many_more()
    {
        var bench = new SchedulerBench(4096, nodes: 2);
        var application = bench.Running();
        bench.Ask(application, 2, 256);
        bench.AssignTo(application).Should().Be(2);

        bench.Ask(application, 2, 256);

        bench.AssignTo(application).Should().Be(2);
    }

    [Fact]
    public void Of_two_sizes_with_one_priority_the_last_counts()
    {
        var bench = new SchedulerBench(4096, nodes: 1);
        var application = bench.Running();
        bench.Ask(application, 1, 256, priority: 5);
        bench.Ask(application, 1, 512, priority: 5);

        bench.Scheduler.Assign().Should().ContainSingle().Which.Container.Resource.MemoryMb.Should().Be(512);
    }

    [Fact]
    public void The_lower_priority_number_is_served_first()
    {
        var bench = new SchedulerBench(512, nodes: 1);
        var application = bench.Running();
        bench.Ask(application, 1, 256, priority: 9);
        bench.Ask(application, 1, 256, priority: 2);

        bench.Scheduler.Assign().Should().ContainSingle().Which.Container.Priority.Should().Be(2);
    }

    [Fact]
    public void Containers_are_spread_to_the_node_with_the_most_room()
    {
        var bench = new SchedulerBench(4096, nodes: 2);
        var application = bench.Running();
        bench.Ask(application, 2, 2304);

        bench.AssignedHosts().Should().Equal("a", "b");
    }

    [Fact]
    public void A_host_that_was_asked_for_is_preferred_while_it_has_room()
    {
        var bench = new SchedulerBench(1024, nodes: 3);
        var application = bench.Running();
        bench.Ask(application, 2, 768, "c");
        bench.Ask(application, 2, 768, SchedulerNode.Rack);
        bench.Ask(application, 2, 768);

        bench.AssignedHosts().Should().HaveCount(2).And.Contain("c").And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Without_relaxed_locality_only_the_host_that_was_asked_for_serves()
    {
        var bench = new SchedulerBench(1024, nodes: 3);
        var application = bench.Running();
        bench.Ask(application, 2, 768, "c", relax: false);
        bench.Ask(application, 2, 768, SchedulerNode.Rack, relax: false);
        bench.Ask(application, 2, 768, relax: false);

        bench.AssignedHosts().Should().Equal("c");
        application.Asks.Wanted.Should().Be(1);
    }

    [Fact]
    public void A_host_row_without_a_row_for_everywhere_is_never_served()
    {
        var bench = new SchedulerBench(1024, nodes: 2);
        var application = bench.Running();
        bench.Ask(application, 1, 256, "a");

        bench.AssignedHosts().Should().BeEmpty();
    }

    [Fact]
    public void A_blacklisted_host_gets_nothing_until_it_is_taken_off_the_list()
    {
        var bench = new SchedulerBench(1024, nodes: 2);
        var application = bench.Running();
        application.ChangeBlacklist(["a", "b"], []);
        bench.Ask(application, 1, 256);
        bench.AssignedHosts().Should().BeEmpty();

        application.ChangeBlacklist([], ["b"]);

        bench.AssignedHosts().Should().Equal("b");
    }

    [Fact]
    public void A_queue_may_grow_into_what_others_do_not_use_but_not_beyond_its_maximum()
    {
        var bench = new SchedulerBench(1000, nodes: 1, new SchedulerOptions
        {
            MinimumMemoryMb = 100,
            Queues = [new("default", 70, MaximumPercent: 80), new("batch", 30)],
        });
        var application = bench.Running();
        bench.Ask(application, 20, 100);

        bench.AssignTo(application).Should().Be(6, "its ApplicationMaster has 200 MB of the 800");
        application.Queue.Used.MemoryMb.Should().Be(800);
    }

    [Fact]
    public void The_queue_that_has_least_of_its_right_is_served_first()
    {
        var bench = new SchedulerBench(1280, nodes: 1);
        var rich = bench.Running("default");
        bench.Ask(rich, 8, 128);
        bench.AssignTo(rich).Should().Be(8);
        var poor = bench.Submit("short");
        bench.Ask(rich, 5, 128);

        bench.AssignTo(poor).Should().Be(1);
        poor.HasMaster.Should().BeTrue();
        bench.Scheduler.Used.Should().Be(new ResourceAmount(1280, 10));
    }

    [Fact]
    public void Applications_of_higher_priority_come_first_and_equals_in_the_order_of_submission()
    {
        var bench = new SchedulerBench(256, nodes: 1, new SchedulerOptions { Queues = [new("default", 100, 100, 1)] });
        var first = bench.Submit();
        var second = bench.Submit();
        var urgent = bench.Submit(priority: 7);

        bench.Scheduler.Assign();

        (first.HasMaster, second.HasMaster, urgent.HasMaster).Should().Be((true, false, true));
    }

    [Fact]
    public void An_application_master_beyond_the_queues_share_waits_and_is_told_why()
    {
        var bench = new SchedulerBench(1024, nodes: 1);
        bench.Submit(masterMb: 512);
        var second = bench.Submit(masterMb: 256);

        bench.Scheduler.Assign();

        second.HasMaster.Should().BeFalse();
        second.Queue.WhyWaiting(second, bench.Scheduler.Total).Should()
            .StartWith("Application is added to the scheduler and is not yet activated. "
                + "Queue's AM resource limit exceeded.")
            .And.Contain("AM Resource Request = <memory:256, vCores:1>")
            .And.Contain("Queue Resource Limit for AM = <memory:512, vCores:4>")
            .And.Contain("Queue AM Resource Usage = <memory:512, vCores:1>");
    }

    [Fact]
    public void The_first_application_of_a_queue_is_let_in_whatever_its_share()
    {
        var bench = new SchedulerBench(1024, nodes: 1);
        var application = bench.Submit(masterMb: 1024);

        bench.AssignTo(application).Should().Be(1);
    }

    [Fact]
    public void An_active_application_without_room_for_its_master_is_told_of_the_resources()
    {
        var bench = new SchedulerBench(1024, nodes: 1);
        var hog = bench.Running();
        bench.Ask(hog, 7, 128);
        bench.Scheduler.Assign();

        var second = bench.Submit(masterMb: 256);
        bench.Scheduler.Assign();

        second.IsActive.Should().BeTrue();
        second.Queue.WhyWaiting(second, bench.Scheduler.Total).Should()
            .StartWith("Application is Activated, waiting for resources to be assigned for AM.")
            .And.Contain("Queue's Absolute used capacity = 100.0 %");
    }

    [Fact]
    public void A_freed_container_makes_room_and_is_freed_once_only()
    {
        var bench = new SchedulerBench(384, nodes: 1);
        var application = bench.Running();
        bench.Ask(application, 2, 256);
        var container = bench.Scheduler.Assign().Single().Container;

        Scheduler.Free(application, container).Should().BeTrue();
        Scheduler.Free(application, container).Should().BeFalse();

        bench.Scheduler.Used.MemoryMb.Should().Be(128);
        bench.AssignTo(application).Should().Be(1);
    }

    [Fact]
    public void Headroom_is_what_the_queue_and_the_cluster_have_left()
    {
        var bench = new SchedulerBench(1000, nodes: 1, new SchedulerOptions
        {
            MinimumMemoryMb = 100,
            Queues = [new("default", 70, MaximumPercent: 80), new("batch", 30)],
        });
        var application = bench.Running();

        bench.Scheduler.Headroom(application).MemoryMb.Should().Be(600, "its ApplicationMaster has 200 MB of the 800");
    }

    [Fact]
    public void The_largest_container_is_no_larger_than_the_largest_node() =>
        new SchedulerBench(1024, nodes: 2).Scheduler.Maximum.Should().Be(new ResourceAmount(1024, 8));
}
