using FlinkYarn.Api.Execution;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

public sealed class RecoveryTests : IDisposable
{
    readonly YarnMaster master = new();

    [Fact]
    public void A_restarted_yarn_hears_once_what_is_still_wanted_and_what_runs_goes_on()
    {
        master.Need(3);
        var given = master.Yarn.Give(1);
        master.Beat();
        master.Yarn.Restart();

        master.Beat();
        master.Beat();
        master.Beat();

        master.Yarn.Registrations.Should().HaveCount(2).And.AllBeEquivalentTo(master.Yarn.Registrations[0]);
        master.Yarn.Asked.Should().Equal(3, 2);
        master.Yarn.Heartbeats.Should().OnlyContain(beat => beat.Request.Release.Count == 0);
        master.Nodes.Started.Select(start => start.Container).Should().Equal(given);
        master.Nodes.Stopped.Should().BeEmpty();
    }

    [Fact]
    public void A_restarted_yarn_hears_again_which_nodes_are_left_out()
    {
        master.Yarn.ClusterNodes = 6;
        FailAt("bad-node", times: 3);
        master.Yarn.Restart();

        master.Beat();

        master.Yarn.Blacklist.Should().Equal("bad-node");
    }

    [Fact]
    public void A_new_token_of_the_attempt_that_every_answer_repeats_is_used_at_the_next_connection()
    {
        var renewed = new HadoopToken("attempt-2"u8.ToArray(), "secret-2"u8.ToArray(), HadoopToken.AmRmKind, "");
        for (var answer = 0; answer < 29; answer++)
        {
            master.Yarn.Next.AmRmToken = renewed.ToProto();
            master.Beat();
        }

        master.Yarn.Identity.Password.ToArray().Should().Equal(renewed.Password.ToArray());
    }

    [Fact]
    public void A_nodes_token_serves_all_its_containers_and_a_renewed_one_replaces_it()
    {
        master.Need(3);
        master.Yarn.Give(1);
        master.Beat();
        master.Pass(TimeSpan.FromMinutes(4));
        master.Yarn.Give(1);
        master.Beat();
        master.Yarn.Next.NmTokens.Add(PlayedYarn.NodeToken("node-1", "second"));
        master.Yarn.Give(1);
        master.Beat();

        master.Nodes.Passwords.Should().Equal("first", "first", "second");
    }

    [Theory]
    [InlineData(RemoteExceptions.AttemptNotFound, "Application attempt appattempt_1 doesn't exist")]
    [InlineData(RemoteExceptions.InvalidToken, "appattempt_1 not found in AMRMTokenSecretManager")]
    public async Task When_yarn_has_ended_the_attempt_nothing_more_is_said_to_it(string className, string words)
    {
        master.Yarn.Refuse(className, words);
        master.Beat();
        var before = master.Yarn.Heartbeats.Count;

        await master.Master.Core.ResourceManager.ProviderLost.Invoking(lost => lost)
            .Should().ThrowAsync<AttemptOverException>().WithMessage($"*{words}*");
        master.Pass(TimeSpan.FromMinutes(1));
        master.Yarn.Heartbeats.Should().HaveCount(before);
    }

    [Fact]
    public async Task An_order_to_stop_ends_the_attempt_and_its_absence_is_no_order()
    {
        master.Beat();
        master.Master.Core.ResourceManager.ProviderLost.IsCompleted.Should().BeFalse("no answer so far had an order");

        master.Yarn.Next.AMCommand = AMCommandProto.AmShutdown;
        master.Beat();

        await master.Master.Core.ResourceManager.ProviderLost.Invoking(lost => lost)
            .Should().ThrowAsync<AttemptOverException>();
    }

    [Fact]
    public async Task A_request_that_yarn_refuses_ends_the_application_with_yarns_words()
    {
        master.Yarn.Refuse(
            "org.apache.hadoop.yarn.exceptions.InvalidResourceRequestException", "Requested resource type=[gpu]");
        master.Beat();

        await master.Master.Core.ResourceManager.ProviderLost.Invoking(lost => lost)
            .Should().ThrowAsync<RemoteException>().WithMessage("*Requested resource type=[gpu]*");
    }

    [Theory]
    [InlineData(JobStatus.Finished, FinalApplicationStatusProto.AppSucceeded)]
    [InlineData(JobStatus.Canceled, FinalApplicationStatusProto.AppKilled)]
    [InlineData(JobStatus.Failed, FinalApplicationStatusProto.AppFailed)]
    public void The_jobs_end_is_the_applications(JobStatus status, FinalApplicationStatusProto final)
    {
        master.Stop(status, "the first cause");

        master.Yarn.Finished!.FinalApplicationStatus.Should().Be(final);
        master.Yarn.Finished.Diagnostics.Should().Be("the first cause");
        master.Nodes.IsClosed.Should().BeTrue();
    }

    [Fact]
    public void Yarn_that_restarts_before_the_end_hears_of_it_all_the_same()
    {
        master.Yarn.Restart();

        master.Stop(JobStatus.Finished, "");

        master.Yarn.Finished!.FinalApplicationStatus.Should().Be(FinalApplicationStatusProto.AppSucceeded);
    }

    [Fact]
    public void A_task_manager_larger_than_the_largest_container_is_refused_with_what_to_lower()
    {
        var small = new PlayedYarn(TimeProvider.System);
        small.Largest.Memory = 512;

        var starting = () => new YarnMaster(memoryMb: 1024, played: small);

        starting.Should().Throw<ArgumentException>().WithMessage(
            "*needs 1024 MB*largest container has 512 MB*Lower taskmanager.memory.process.size*");
    }

    public void Dispose() => master.Dispose();

    void FailAt(string host, int times)
    {
        master.Need(1);
        for (; times > 0; times--)
        {
            var given = master.Yarn.Give(1, host);
            master.Beat();
            master.Yarn.End(given[0], exitStatus: 127);
            master.Beat();
        }
    }
}
