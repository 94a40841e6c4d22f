using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FlinkYarn.MiniYarn.Tests.Nodes;

/// <summary>Containers as real processes, from their start to what YARN says of their end.</summary>
public sealed class ContainerLifeTests
{
    const string Deaf = "trap '' TERM; while :; do sleep 0.05; done";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_that_ends_is_reported_with_its_exit_code_and_the_end_of_its_errors()
    {
        await using var test = await TestNode.StartAsync();

        await test.RunAsync("echo no disk left > <LOG_DIR>/stderr; exit 7");

        var status = await test.CompletedAsync();
        status.ExitStatus.Should().Be(7);
        status.Diagnostics.Should().Contain("Exception from container-launch").And.Contain("Exit code: 7")
            .And.Contain("Last 4096 bytes of stderr").And.Contain("no disk left");
    }

    [Fact]
    public async Task A_container_finds_what_yarn_tells_every_container()
    {
        await using var test = await TestNode.StartAsync();

        var container = await test.RunAsync(
            "env > <LOG_DIR>/told; stat -c %a $HADOOP_TOKEN_FILE_LOCATION >> <LOG_DIR>/told",
            environment: new Dictionary<string, string> { ["GREETING"] = "hello {{USER}}", ["LIST"] = "a<CPS>b" });

        (await test.CompletedAsync()).ExitStatus.Should().Be(0);
        test.Log(container, "told").Split('\n').Should()
            .Contain("NM_HOST=localhost").And.Contain($"NM_PORT={test.Node.Id.Port}")
            .And.Contain($"CONTAINER_ID={container}").And.Contain("USER=alice").And.Contain("GREETING=hello alice")
            .And.Contain("LIST=a:b").And.Contain("600");
    }

    [Fact]
    public async Task One_that_is_stopped_by_its_master_ends_with_minus_105_though_it_is_deaf()
    {
        await using var test = await TestNode.StartAsync();
        var container = await test.RunAsync($"echo $$ > <LOG_DIR>/pid; {Deaf}");
        await test.StartedAsync();

        await test.Client.StopAsync(
            container, Hadoop.Yarn.YarnNodeId.Of(test.Node.Id), Cancel);

        var status = await test.CompletedAsync();
        status.ExitStatus.Should().Be(-105);
        status.Diagnostics.Should().Contain("Container killed by the ApplicationMaster.")
            .And.Contain("Exit code is 1");
    }

    [Fact]
    public async Task One_over_its_memory_is_killed_with_both_numbers()
    {
        await using var test = await TestNode.StartAsync();

        // dd has a buffer of any size, and fills it.
        await test.RunAsync("exec dd if=/dev/zero of=/dev/null bs=200M", memoryMb: 128);

        var status = await test.CompletedAsync();
        status.ExitStatus.Should().Be(-104);
        var said = Regex.Match(
            status.Diagnostics,
            @"is running (\d+)B beyond the 'PHYSICAL' memory limit. Current usage: (\d+\.\d) MB of 128 MB physical "
            + "memory used");
        said.Success.Should().BeTrue(status.Diagnostics);
        // The node may look while dd still fills its buffer: what counts is that both numbers tell the same.
        var megabytes = double.Parse(said.Groups[2].Value, CultureInfo.InvariantCulture);
        megabytes.Should().BeGreaterThan(128);
        (long.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) / (1024.0 * 1024)).Should()
            .BeApproximately(megabytes - 128, 0.1);
    }

    [Fact]
    public async Task One_over_its_virtual_memory_is_killed_as_such()
    {
        await using var test = await TestNode.StartAsync();

        // It asks for much and touches nothing: reading from an empty pipe.
        await test.RunAsync("sleep 60 | dd of=/dev/null bs=400M", memoryMb: 128);

        var status = await test.CompletedAsync();
        status.ExitStatus.Should().Be(-103);
        status.Diagnostics.Should().Contain("beyond the 'VIRTUAL' memory limit").And.Contain("268.8 MB virtual memory");
    }

    [Fact]
    public async Task A_node_that_goes_leaves_no_process()
    {
        var test = await TestNode.StartAsync();
        var container = await test.RunAsync($@"sleep 300 & echo \$! > <LOG_DIR>/child; touch <LOG_DIR>/up; {Deaf}");
        await test.StartedAsync();
        await UntilAsync(() => File.Exists(Path.Combine(
            test.Folder, "logs", $"{test.Application}", $"{container}", "up")));
        var child = int.Parse(test.Log(container, "child"));
        Directory.Exists($"/proc/{child}").Should().BeTrue();

        await test.DisposeAsync();

        await UntilAsync(() => !Directory.Exists($"/proc/{child}"));
    }

    // Of another process there is no event to await.
    static async Task UntilAsync(Func<bool> isSo)
    {
        var started = Stopwatch.GetTimestamp();
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(20));
            await period.WaitForNextTickAsync(Cancel);
        }
    }
}
