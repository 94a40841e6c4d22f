using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

public sealed class ContainerStartTests : IDisposable
{
    readonly YarnMaster master = new(options: new ResourceManagerOptions { MaxStartFailuresPerMinute = 100 });

    [Fact]
    public void A_task_manager_is_told_where_the_master_is_and_not_the_masters_token()
    {
        Give("node-1");

        var launch = master.Nodes.Started.Should().ContainSingle().Which.Launch;
        launch.Environment["FLINKYARN_MASTER"].Should().Be("am-host:4711");
        launch.Credentials.Tokens.Should().BeEmpty();
        launch.Command.Should().Contain("<LOG_DIR>/taskmanager.out");
        launch.Acls.ByName.Should().BeEquivalentTo(
            new Dictionary<string, string> { ["VIEW_APP"] = "alice ops", ["MODIFY_APP"] = "alice" });
    }

    [Fact]
    public void A_node_that_cannot_be_reached_costs_its_container_and_another_is_asked_for_at_once()
    {
        master.Nodes.Refusals["node-1"] = new IOException("node-1:45454 cannot be spoken with: refused.");
        Give("node-1");

        master.Yarn.Asked.Should().Equal(1, 1);
        master.Yarn.Heartbeats.SelectMany(beat => beat.Request.Release).Should().NotBeEmpty();
        master.Nodes.Stopped.Should().BeEmpty();
        master.Shortage().Should().Contain("its NodeManager node-1:45454 did not start it: node-1:45454 cannot be");
    }

    [Fact]
    public void A_node_that_refuses_the_start_is_quoted()
    {
        master.Nodes.Refusals["node-1"] = new ContainerRefusedException("Unauthorized request to start container.");
        Give("node-1");

        master.Shortage().Should().Contain("Unauthorized request to start container.");
    }

    [Fact]
    public void A_container_on_a_node_without_a_token_is_a_failed_start()
    {
        master.Need(1);
        master.Yarn.Give(1, "node-9");
        master.Yarn.Next.NmTokens.Clear();
        master.Beat();

        master.Nodes.Started.Should().BeEmpty();
        master.Shortage().Should().Contain("YARN sent no token for the NodeManager node-9:45454");
    }

    [Theory]
    [InlineData(-100, "was given back, or its node was lost")]
    [InlineData(-101, "its node's disks failed")]
    [InlineData(-102, "was preempted by YARN's scheduler for another queue")]
    [InlineData(-103, "Raise taskmanager.memory.process.size, or yarn.nodemanager.vmem-pmem-ratio")]
    [InlineData(-104, "Raise taskmanager.memory.process.size, or taskmanager.memory.jvm-overhead.min")]
    [InlineData(-105, "was stopped by its ApplicationMaster")]
    [InlineData(-106, "was stopped by YARN's ResourceManager")]
    [InlineData(-107, "its application had ended")]
    [InlineData(-108, "was stopped by the node's container scheduler")]
    [InlineData(-1000, "its files could not be localized")]
    [InlineData(0, "Nobody had asked it to end")]
    [InlineData(2, "could not handle")]
    [InlineData(4, "task.cancellation.timeout")]
    [InlineData(7, "may have called Environment.Exit(7)")]
    [InlineData(134, "A stack overflow does so")]
    [InlineData(127, "its command was not found")]
    [InlineData(137, "was killed (SIGKILL)")]
    public void An_end_is_explained_with_the_remedy_and_yarns_own_words(int exitStatus, string words)
    {
        var container = Give("node-1");
        master.Yarn.End(container, exitStatus, "  Container is gone.\n");
        master.Beat();

        master.Shortage().Should().Contain(words).And.Contain($"exit status {exitStatus}")
            .And.Contain("YARN says: Container is gone.")
            .And.EndWith($"Its logs: http://node-1:8042/node/containerlogs/{container}/alice");
        master.Yarn.Asked.Should().Equal(1, 1);
    }

    [Fact]
    public void Of_a_container_that_was_killed_for_memory_the_numbers_are_told_and_not_its_processes()
    {
        var container = Give("node-1");
        master.Yarn.End(container, -104, "Container is running 12MB beyond the 'PHYSICAL' memory limit. Current usage: "
            + "1.0 GB of 1 GB physical memory used; 2 GB of 2.1 GB virtual memory used. Killing container.\n"
            + "Dump of the process-tree for container_1 :\n\t|- PID PPID PGRPID SESSID CMD_NAME");
        master.Beat();

        master.Shortage().Should().Contain("1.0 GB of 1 GB physical memory used").And.NotContain("PGRPID");
    }

    [Fact]
    public void A_task_manager_that_fell_silent_is_asked_after_often_until_yarn_says_why()
    {
        var container = Give("node-1");
        master.Pass(TimeSpan.FromSeconds(2));
        var before = master.Yarn.Heartbeats.Count;
        master.Master.ResourceManager.OnDisconnected(container, "it closed its stream");
        master.Master.Run();
        master.Pass(YarnMaster.WaitingInterval);
        master.Pass(YarnMaster.WaitingInterval);
        master.Yarn.Heartbeats.Should().HaveCount(before + 3);

        master.Yarn.End(container, 137);
        master.Pass(YarnMaster.WaitingInterval);

        master.Shortage().Should().Contain("was killed (SIGKILL)");
    }

    [Fact]
    public void What_yarn_has_left_stands_beside_what_was_asked()
    {
        master.Need(3);
        master.Yarn.Next.Limit = new() { Memory = 512, VirtualCores = 6 };
        master.Beat();

        master.Shortage().Should().Contain("YARN was asked for 3 containers of 1024 MB and 1 vcores, 2 yarn.io/gpu, on "
            + "nodes labelled 'fast'; it says that 512 MB and 6 vcores are left for us.");
    }

    [Fact]
    public void A_node_on_which_three_starts_failed_is_left_out_for_ten_minutes()
    {
        master.Yarn.ClusterNodes = 6;
        Fail("bad", 127);
        Fail("bad", -1000);
        master.Yarn.Blacklist.Should().BeEmpty("twice may be chance");
        Fail("bad", -101);
        master.Yarn.Blacklist.Should().Equal("bad");

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(10); passed += YarnMaster.IdleInterval)
        {
            master.Beat();
        }

        master.Yarn.Blacklist.Should().BeEmpty();
    }

    [Fact]
    public void A_node_that_does_not_answer_three_times_is_left_out_too()
    {
        master.Yarn.ClusterNodes = 3;
        master.Nodes.Refusals["bad"] = new IOException("refused");
        for (var start = 0; start < 3; start++)
        {
            Give("bad");
        }

        master.Beat();

        master.Yarn.Blacklist.Should().Equal("bad");
    }

    [Fact]
    public void Of_a_cluster_at_most_a_third_is_left_out()
    {
        master.Yarn.ClusterNodes = 5;
        foreach (var host in (string[])["a", "b"])
        {
            Fail(host, 127);
            Fail(host, 127);
            Fail(host, 127);
        }

        master.Yarn.Blacklist.Should().Equal(["b"], "it failed last, and two of five would be too many");
        master.Yarn.ClusterNodes = 2;
        master.Beat();
        master.Beat();
        master.Yarn.Blacklist.Should().BeEmpty("one of two is too many");
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(-102)]
    [InlineData(-104)]
    [InlineData(-106)]
    public void A_node_is_not_blamed_for_what_yarn_or_the_memory_settings_did(int exitStatus)
    {
        master.Yarn.ClusterNodes = 6;
        Fail("good", exitStatus);
        Fail("good", exitStatus);
        Fail("good", exitStatus);

        master.Yarn.Blacklist.Should().BeEmpty();
    }

    [Fact]
    public void A_node_is_not_blamed_for_task_managers_that_ran_for_a_while()
    {
        master.Yarn.ClusterNodes = 6;
        for (var start = 0; start < 3; start++)
        {
            var container = Give("good");
            master.Pass(TimeSpan.FromMinutes(2));
            master.Yarn.End(container, 134);
            master.Beat();
        }

        master.Yarn.Blacklist.Should().BeEmpty();
    }

    [Fact]
    public void Too_many_failed_starts_take_the_request_back_for_a_while()
    {
        using var strict = new YarnMaster(options: new ResourceManagerOptions { MaxStartFailuresPerMinute = 1 });
        strict.Need(1);
        for (var start = 0; start < 2; start++)
        {
            var container = strict.Yarn.Give(1)[0];
            strict.Beat();
            strict.Yarn.End(container, 1);
            strict.Beat();
        }

        strict.Yarn.Rows[1].Should().Be(0);
        strict.Pass(TimeSpan.FromSeconds(3));
        strict.Yarn.Rows[1].Should().Be(1);
    }

    public void Dispose() => master.Dispose();

    string Give(string host)
    {
        master.Need(1);
        var container = master.Yarn.Give(1, host)[0];
        master.Beat();
        return container;
    }

    void Fail(string host, int exitStatus)
    {
        master.Yarn.End(Give(host), exitStatus);
        master.Beat();
        master.Beat();
    }
}
