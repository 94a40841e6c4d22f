using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.Hadoop.Tests.Yarn;

public sealed class AllocationTableTests
{
    static readonly ContainerShape Shape = new(Priority: 1, MemoryMb: 1024, VirtualCores: 1);

    readonly AllocationTable table = new();

    [Fact]
    public void Counts_are_absolute_and_said_only_when_they_change()
    {
        table.Declare(Shape, 3);
        table.Request(0).Ask.Should().ContainSingle().Which.NumContainers.Should().Be(3);
        table.OnResponse(Response(1));

        table.Request(0).Ask.Should().BeEmpty();
        table.Declare(Shape, 3);
        table.HasNews.Should().BeFalse();
    }

    [Fact]
    public void What_came_is_taken_off_so_that_the_next_count_is_of_those_still_to_come()
    {
        table.Declare(Shape, 3);
        table.Request(0);
        table.OnResponse(Response(1, allocated: 2));

        table.Wanted(1).Should().Be(1);
        table.IsWaiting.Should().BeTrue();
        table.Declare(Shape, 0);
        table.Request(0).Ask.Should().ContainSingle().Which.NumContainers.Should().Be(0, "that cancels the rest");
    }

    [Fact]
    public void More_than_was_asked_for_never_makes_a_count_negative()
    {
        table.Declare(Shape, 1);
        table.OnResponse(Response(1, allocated: 3));

        table.Wanted(1).Should().Be(0);
    }

    [Fact]
    public void Hosts_that_are_left_out_are_said_by_differences()
    {
        table.LeaveOut(new HashSet<string> { "a", "b" });
        table.HasNews.Should().BeTrue();
        table.Request(0).BlacklistRequest.BlacklistAdditions.Should().Equal("a", "b");
        table.OnResponse(Response(1));
        table.LeaveOut(new HashSet<string> { "a", "b" });
        table.HasNews.Should().BeFalse();
        table.Request(0).BlacklistRequest.Should().BeNull();
        table.OnResponse(Response(2));

        table.LeaveOut(new HashSet<string> { "b", "c" });

        var change = table.Request(0).BlacklistRequest;
        change.BlacklistAdditions.Should().Equal("c");
        change.BlacklistRemovals.Should().Equal("a");
    }

    [Fact]
    public void Hosts_of_a_refused_request_and_all_hosts_after_a_resync_are_said_again()
    {
        table.LeaveOut(new HashSet<string> { "a", "b" });
        table.Request(0);
        table.OnResponse(Response(1));
        table.LeaveOut(new HashSet<string> { "b", "c" });
        table.Request(0);
        table.OnRefused();
        var again = table.Request(0).BlacklistRequest;
        again.BlacklistAdditions.Should().Equal("c");
        again.BlacklistRemovals.Should().Equal("a");

        table.OnResync(expectedId: 0);

        var all = table.Request(0).BlacklistRequest;
        all.BlacklistAdditions.Should().Equal("b", "c");
        all.BlacklistRemovals.Should().Equal(["a"], "who knows whether it was heard");
    }

    [Fact]
    public void A_release_is_repeated_until_its_container_is_reported_as_ended()
    {
        var container = Container(7);
        table.Release(container);
        table.Request(0).Release.Should().HaveCount(1);
        table.OnResponse(Response(1));
        table.Request(0).Release.Should().HaveCount(1);

        var done = Response(2);
        done.CompletedContainerStatuses.Add(
            new ContainerStatusProto { ContainerId = container.ToProto(), ExitStatus = -100 });
        table.OnResponse(done);

        table.Request(0).Release.Should().BeEmpty();
        table.IsWaiting.Should().BeFalse();
    }

    [Fact]
    public void After_a_resync_everything_still_wanted_is_said_again_from_response_0()
    {
        table.Declare(Shape, 3);
        table.Request(0);
        table.OnResponse(Response(5, allocated: 1));
        table.OnResync(0);

        var request = table.Request(0);

        request.ResponseId.Should().Be(0);
        request.Ask.Should().ContainSingle().Which.NumContainers.Should().Be(2);
    }

    [Fact]
    public void A_refused_request_took_no_effect_and_is_said_again_with_the_same_id()
    {
        table.OnResponse(Response(4));
        table.Declare(Shape, 2);
        var refused = table.Request(0);
        table.OnRefused();

        table.Request(0).Should().BeEquivalentTo(refused);
    }

    [Fact]
    public void Until_its_answer_comes_a_request_stays_as_it_is_and_what_is_new_waits()
    {
        table.Declare(Shape, 2);
        var lost = table.Request(0).Clone();
        table.Declare(Shape, 5);
        table.Release(Container(7));

        table.Request(0.5f).Should().Be(lost, "YARN answers the same id with the answer that was lost");
        table.HasNews.Should().BeTrue();
        table.OnResponse(Response(1));

        var next = table.Request(0);
        next.Ask.Should().ContainSingle().Which.NumContainers.Should().Be(5);
        next.Release.Should().HaveCount(1);
    }

    [Fact]
    public void A_count_that_crossed_containers_on_the_way_is_corrected_at_once()
    {
        table.Declare(Shape, 3);
        table.Request(0);
        table.OnResponse(Response(1));

        // YARN has allocated one, when we set its count to four: without a word more it would give five.
        table.Declare(Shape, 4);
        table.Request(0);
        table.OnResponse(Response(2, allocated: 1));

        table.HasNews.Should().BeTrue();
        table.Request(0).Ask.Should().ContainSingle().Which.NumContainers.Should().Be(3);
    }

    [Fact]
    public void Only_rows_for_any_host_are_sent_because_others_starve_without_one()
    {
        table.Declare(Shape with { NodeLabel = "gpu" }, 3);
        table.Declare(Shape with { Priority = 2 }, 1);

        var rows = table.Request(0).Ask;

        rows.Should().HaveCount(2).And.OnlyContain(row => row.ResourceName == "*" && row.RelaxLocality);
        rows[0].NodeLabelExpression.Should().Be("gpu");
        rows[1].HasNodeLabelExpression.Should().BeFalse("a cluster without labels refuses even an empty one");
        rows.Should().OnlyContain(
            row => row.Capability.ResourceValueMap.Count == 0, "YARN drops resource types that it does not know");
    }

    [Fact]
    public void Two_shapes_of_one_priority_are_refused_because_yarn_would_mix_them_up()
    {
        table.Declare(Shape, 1);

        ((Action)(() => table.Declare(Shape with { MemoryMb = 512 }, 1))).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(7, 1)]
    public void Progress_is_always_between_0_and_1(float given, float sent) =>
        table.Request(given).Progress.Should().Be(sent);

    [Theory]
    [InlineData("container_1795414646467_0005_01_000002", 2, 0)]
    [InlineData("container_e17_1795414646467_12345_01_000002", 2, 17)]
    public void Container_ids_come_back_as_they_were(string text, long number, long epoch)
    {
        ContainerId.TryParse(text, out var id).Should().BeTrue();
        id.ToString().Should().Be(text);
        (id.Number, id.Epoch).Should().Be((number, epoch));
        ContainerId.Of(id.ToProto()).Should().Be(id);
        ContainerId.TryParse(text + "x", out _).Should().BeFalse();
    }

    static ContainerId Container(long number) =>
        new(new YarnApplicationAttemptId(new YarnApplicationId(1795414646467, 5), 1), number);

    static AllocateResponseProto Response(int id, int allocated = 0)
    {
        var response = new AllocateResponseProto { ResponseId = id };
        response.AllocatedContainers.AddRange(Enumerable.Range(1, allocated).Select(number => new ContainerProto
        {
            Id = Container(number).ToProto(),
            NodeId = new NodeIdProto { Host = "node", Port = 1 },
            Priority = new PriorityProto { Priority = 1 },
        }));
        return response;
    }
}
