using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Tests.ResourceManager;

public sealed class IdleTaskManagerTests : IDisposable
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    readonly List<TestMaster> masters = [];

    [Fact]
    public void One_that_no_job_needs_is_kept_for_the_timeout_and_then_told_to_end_and_given_back()
    {
        var master = Master();
        Declare(master, slots: 1);
        var taskManager = master.StartTaskManager("a");
        Declare(master, slots: 0);
        Free(master, taskManager);

        Pass(master, Timeout - TimeSpan.FromSeconds(1));
        master.Driver.Released.Should().BeEmpty("a job may come within the timeout");

        Pass(master, TimeSpan.FromSeconds(1));
        master.Driver.Released.Should().Equal("a");
        taskManager.Told.Should().Contain(message => message.BodyCase == MasterMessage.BodyOneofCase.Shutdown);
    }

    [Fact]
    public void A_job_that_comes_in_time_gets_the_slot_and_nothing_new_is_asked_for()
    {
        var master = Master();
        Declare(master, slots: 1);
        var taskManager = master.StartTaskManager("a");
        Declare(master, slots: 0);
        Free(master, taskManager);
        Pass(master, Timeout / 2);

        Declare(master, slots: 1, job: "second");

        master.Driver.Wanted.Should().Be(0);
        taskManager.SlotRequests.Should().HaveCount(2).And.Subject.Last().JobId.Should().Be("second");
        Pass(master, Timeout * 2);
        master.Driver.Released.Should().BeEmpty("it is in use");
    }

    [Fact]
    public void Slots_that_an_ended_job_is_about_to_give_back_are_waited_for()
    {
        var master = Master();
        Declare(master, slots: 1);
        var taskManager = master.StartTaskManager("a");
        Declare(master, slots: 0);

        Declare(master, slots: 1, job: "second");
        master.Driver.Wanted.Should().Be(0, "the first job's slot comes back in a moment");

        Free(master, taskManager);
        taskManager.SlotRequests.Last().JobId.Should().Be("second");
    }

    [Fact]
    public void As_many_as_the_options_say_are_asked_for_before_a_job_comes_and_kept_however_idle()
    {
        var master = Master(new ResourceManagerOptions { MinSlots = 2 });
        master.Driver.Wanted.Should().Be(2);
        master.StartTaskManager("a");
        master.StartTaskManager("b");

        Pass(master, Timeout * 3);

        master.Driver.Wanted.Should().Be(0);
        master.Driver.Released.Should().BeEmpty();
    }

    [Fact]
    public void No_more_than_the_options_say_are_asked_for_and_whoever_waits_learns_why()
    {
        var master = Master(new ResourceManagerOptions { MaxSlots = 2 });

        Declare(master, slots: 5);

        master.Driver.Wanted.Should().Be(2);
        master.Do(master.ResourceManager.DescribeShortageAsync()).Should()
            .Contain("5 wanted").And.Contain("slotmanager.number-of-slots.max allows 2");
    }

    [Fact]
    public void A_spare_one_stands_by_while_there_are_jobs_and_goes_when_there_are_none()
    {
        var master = Master(new ResourceManagerOptions { RedundantTaskManagers = 1 });
        Declare(master, slots: 1);
        master.Driver.Wanted.Should().Be(2);
        var used = master.StartTaskManager("a");
        master.StartTaskManager("b");
        Pass(master, Timeout * 2);
        master.Driver.Released.Should().BeEmpty();

        Declare(master, slots: 0);
        Free(master, used);
        Pass(master, Timeout);

        master.Driver.Released.Should().BeEquivalentTo("a", "b");
    }

    public void Dispose() => masters.ForEach(master => master.Dispose());

    TestMaster Master(ResourceManagerOptions? options = null)
    {
        var master = new TestMaster(options: options);
        masters.Add(master);
        return master;
    }

    static void Declare(TestMaster master, int slots, string job = "first")
    {
        master.ResourceManager.DeclareRequirement(job, $"token of {job}", slots);
        master.Run();
    }

    static void Free(TestMaster master, FakeTaskManager taskManager)
    {
        master.ResourceManager.OnSlotFreed(
            taskManager.ResourceId,
            new SlotFreed { Slot = 0, AllocationId = taskManager.SlotRequests.Last().AllocationId });
        master.Run();
    }

    static void Pass(TestMaster master, TimeSpan time)
    {
        // TaskManagers are heard now and then, as they would be.
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            foreach (var worker in master.Do(master.Core.ResourceManager.SnapshotAsync()).Registered)
            {
                master.ResourceManager.OnHeartbeat(worker.ResourceId, new TaskManagerHeartbeat());
            }

            master.Time.Advance(TimeSpan.FromSeconds(1));
            master.Run();
        }
    }
}
