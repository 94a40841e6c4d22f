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
    public void A_release_is_repeated_until_its_container_is_reported_as_ended()
    {
        var container = Container(7);
        table.Release(container);
        table.Request(0).Release.Should().HaveCount(1);
        table.OnResponse(Response(1));
        table.Request(0).Release.Should().HaveCount(1);

        var done = Response(2);
        done.CompletedContainerStatuses.Add(new ContainerStatusProto { ContainerId = container.ToProto(), ExitStatus = -100 });
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
        table.OnResync();

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
        table.OnRefused(refused);

        table.Request(0).Should().BeEquivalentTo(refused);
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
