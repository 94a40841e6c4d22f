namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

public sealed class HeartbeatTests : IDisposable
{
    readonly YarnMaster master = new();

    [Fact]
    public void Who_wants_nothing_speaks_once_a_second()
    {
        Beats.Should().Be(1, "the first one comes at once");
        master.Pass(TimeSpan.FromMilliseconds(999));
        Beats.Should().Be(1);
        master.Pass(TimeSpan.FromMilliseconds(1));
        Beats.Should().Be(2);
    }

    [Fact]
    public void A_need_is_said_at_once_and_its_answer_is_asked_for_every_100_ms()
    {
        master.Pass(TimeSpan.FromMilliseconds(300));
        var now = master.Master.Time.GetUtcNow();
        master.Need(2);

        Beats.Should().Be(2);
        master.Yarn.Heartbeats[^1].At.Should().Be(now);
        master.Yarn.Heartbeats[^1].Request.Ask.Single().NumContainers.Should().Be(2);
        master.Pass(TimeSpan.FromMilliseconds(99));
        Beats.Should().Be(2);
        master.Pass(TimeSpan.FromMilliseconds(1));
        Beats.Should().Be(3);
    }

    [Fact]
    public void When_everything_has_come_the_heartbeats_are_rare_again()
    {
        master.Need(1);
        master.Yarn.Give(1);
        master.Pass(YarnMaster.WaitingInterval);
        var before = Beats;

        master.Pass(TimeSpan.FromMilliseconds(999));
        Beats.Should().Be(before);
        master.Pass(TimeSpan.FromMilliseconds(1));
        Beats.Should().Be(before + 1);
    }

    [Fact]
    public void Two_heartbeats_are_never_on_their_way_and_what_is_new_meanwhile_follows_at_once()
    {
        master.Yarn.Hold();
        master.Need(1);
        master.Need(3);
        master.Pass(TimeSpan.FromSeconds(10));
        Beats.Should().Be(2, "the answer to the second is not there");

        master.AnswerAndHear();

        Beats.Should().Be(3);
        master.Yarn.Asked.Should().Equal(1, 3);
    }

    [Fact]
    public void Changes_of_one_moment_are_said_together()
    {
        master.Master.ResourceManager.DeclareRequirement("one", "token", 1);
        master.Master.ResourceManager.DeclareRequirement("other", "token", 2);
        master.Master.Run();

        master.Yarn.Asked.Should().Equal(3);
    }

    [Fact]
    public void Nothing_is_said_after_the_end()
    {
        master.Stop(Api.Execution.JobStatus.Finished, "");
        var before = Beats;

        master.Pass(TimeSpan.FromMinutes(1));

        Beats.Should().Be(before);
    }

    int Beats => master.Yarn.Heartbeats.Count;

    public void Dispose() => master.Dispose();
}
