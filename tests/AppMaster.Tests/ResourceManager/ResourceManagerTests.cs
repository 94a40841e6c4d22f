using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Tests.ResourceManager;

public sealed class ResourceManagerTests : IDisposable
{
    readonly TestMaster master = new(slotsPerWorker: 2);

    [Fact]
    public void What_is_needed_is_asked_for_and_what_starts_is_taken_off()
    {
        Declare(5);
        master.Driver.Wanted.Should().Be(3, "two slots each");

        Starts("a");
        master.Driver.Wanted.Should().Be(2);
        master.StartTaskManager("b", slots: 2);
        master.Driver.Wanted.Should().Be(1);

        Declare(0);
        master.Driver.Wanted.Should().Be(0);
        master.Driver.Released.Should().Equal("a");
    }

    [Fact]
    public void More_than_was_asked_for_goes_back_at_once()
    {
        Declare(2);
        Starts("a");
        Starts("b");

        master.Driver.Released.Should().ContainSingle();
        master.Driver.Wanted.Should().Be(0);
    }

    [Fact]
    public void A_task_manager_that_ends_while_it_starts_is_replaced_and_a_second_report_changes_nothing()
    {
        Declare(2);
        Starts("a");
        Ends("a");
        master.Driver.Wanted.Should().Be(1);

        Ends("a");
        Ends("never heard of");
        master.Driver.Wanted.Should().Be(1);
    }

    [Fact]
    public void Too_many_failed_starts_make_a_pause_and_then_it_goes_on()
    {
        Declare(2);
        for (var start = 0; start < 11; start++)
        {
            Starts($"tm-{start}");
            Ends($"tm-{start}");
        }

        master.Driver.Wanted.Should().Be(0, "the rate is over 10 a minute");
        master.Time.Advance(TimeSpan.FromSeconds(3));
        master.Run();
        master.Driver.Wanted.Should().Be(1);
    }

    [Fact]
    public void One_that_does_not_register_in_time_is_given_back_and_replaced()
    {
        Declare(2);
        Starts("a");

        for (var passed = TimeSpan.Zero; passed <= TimeSpan.FromMinutes(5); passed += TimeSpan.FromSeconds(10))
        {
            master.Time.Advance(TimeSpan.FromSeconds(10));
            master.Run();
        }

        master.Driver.Released.Should().Contain("a");
        master.Driver.Wanted.Should().Be(1);
    }

    [Fact]
    public void Silence_beyond_the_timeout_loses_a_task_manager_and_a_heartbeat_keeps_it()
    {
        Declare(4);
        var silent = master.StartTaskManager("silent");
        var alive = master.StartTaskManager("alive");

        for (var turn = 0; turn < 7; turn++)
        {
            master.Time.Advance(TimeSpan.FromSeconds(10));
            master.ResourceManager.OnHeartbeat("alive", new TaskManagerHeartbeat());
            master.Run();
        }

        silent.IsDisconnected.Should().BeTrue();
        alive.IsDisconnected.Should().BeFalse();
        alive.Told.Should().Contain(message => message.Heartbeat != null);
    }

    [Theory]
    [InlineData("unknown", null, "No TaskManager unknown was started")]
    [InlineData("a", "0.0.0-other", "is version 0.0.0-other")]
    public void Whoever_was_not_started_here_or_is_of_another_version_is_refused(
        string id, string? version, string reason)
    {
        Starts("a");
        var stranger = new FakeTaskManager(id, 1);
        var registration = stranger.Registration;
        registration.Version = version ?? registration.Version;

        var registering = () => master.Do(master.ResourceManager.RegisterTaskManagerAsync(registration, stranger));

        registering.Should().Throw<RegistrationRefusedException>().WithMessage($"*{reason}*");
    }

    [Fact]
    public void Slots_are_given_to_a_job_once_and_freed_ones_again()
    {
        Declare(1);
        var taskManager = master.StartTaskManager("a", slots: 2);
        taskManager.SlotRequests.Should().ContainSingle();
        Declare(1);
        taskManager.SlotRequests.Should().ContainSingle();

        var allocation = taskManager.SlotRequests[0].AllocationId;
        master.ResourceManager.OnSlotFreed("a", new SlotFreed { Slot = 0, AllocationId = allocation });
        Declare(2);

        taskManager.SlotRequests.Select(request => request.AllocationId).Should()
            .OnlyHaveUniqueItems().And.HaveCount(3);
    }

    public void Dispose() => master.Dispose();

    void Declare(int slots)
    {
        master.ResourceManager.DeclareRequirement("job", "token", slots);
        master.Run();
    }

    void Starts(string id) => master.DriverReports(events => events.OnWorkerStarting(id, "host"));

    void Ends(string id) => master.DriverReports(events => events.OnWorkerEnded(id, "exit status 1"));
}
