using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager.Processes;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.Runtime.Actors;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Processes;

/// <summary>Real processes of <c>/bin/sh</c> in the place of TaskManagers.</summary>
public sealed class ProcessResourceManagerDriverTests : IAsyncDisposable
{
    const string Waits = "trap 'exit 0' TERM; touch ready; while :; do sleep 0.05; done";

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-test-");
    readonly RecordedEvents events = new();
    readonly ActorSystem system;
    readonly Mailbox mailbox;
    ProcessResourceManagerDriver? driver;

    public ProcessResourceManagerDriverTests()
    {
        system = new ActorSystem(
            ThreadPoolMailboxRunner.Instance, TimeProvider.System, new Random(1), new ThrowingErrorHandler());
        mailbox = system.CreateMailbox("test");
    }

    [Fact]
    public async Task As_many_processes_run_as_are_declared_each_in_its_own_folder_with_what_it_is_told()
    {
        await StartAsync("env > told; cat given >> told; " + Waits);

        await DeclareAsync(2);

        await events.WaitForAsync(seen => seen.Starting.Count == 2);
        events.Starting.Should().Equal("worker-1", "worker-2");
        var told = await ReadAsync("worker-2");
        told.Should().Contain("FLINKYARN_MASTER=host:7")
            .And.Contain("CONTAINER_ID=worker-2").And.Contain("NM_HOST=here").And.Contain("COLOUR=green")
            .And.Contain($"LOG_DIRS={LogsOf("worker-2")}").And.Contain("a gift");
        told.Should().NotContain("HOME=", "a worker has no environment but what it is given");
    }

    [Fact]
    public async Task A_process_that_ends_is_reported_with_its_exit_code_and_its_last_words()
    {
        await StartAsync("echo 'no disk left' >> $LOG_DIRS/taskmanager.err; exit 7");

        await DeclareAsync(1);

        await events.WaitForAsync(seen => seen.Ended.Count == 1);
        events.Ended.Single().Should().Match("worker-1: its process * ended with exit code 7. *no disk left");
        Directory.Exists(Path.Combine(Work, "worker-1")).Should().BeFalse();
        File.Exists(Path.Combine(LogsOf("worker-1"), "taskmanager.err")).Should().BeTrue("logs stay");
    }

    [Fact]
    public async Task A_process_that_is_killed_is_reported_with_its_signal()
    {
        await StartAsync("kill -9 $$");

        await DeclareAsync(1);

        await events.WaitForAsync(seen => seen.Ended.Count == 1);
        events.Ended.Single().Should().Match("worker-1: its process * was killed by signal 9.");
    }

    [Fact]
    public async Task One_that_is_given_back_ends_unreported()
    {
        await StartAsync("echo $$ > " + Mark + "; " + Waits);
        await DeclareAsync(1);
        await ReadyAsync("worker-1");
        var process = ProcessOf(Mark);

        await mailbox.RunAsync(() => driver!.Release("worker-1"));

        await GoneAsync(process);
        await StopAsync();
        events.Ended.Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_is_deaf_to_the_request_is_killed()
    {
        await StartAsync("trap '' TERM; echo $$ > " + Mark + "; touch ready; while :; do sleep 0.05; done");
        await DeclareAsync(1);
        await ReadyAsync("worker-1");
        var process = ProcessOf(Mark);

        await StopAsync();

        Directory.Exists($"/proc/{process}").Should().BeFalse();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_a_failed_start()
    {
        await StartAsync(Waits);
        Directory.CreateDirectory(Path.Combine(Work, "worker-1"));
        File.WriteAllText(Path.Combine(Work, "worker-1", "given"), "in the way");

        await DeclareAsync(1);

        await events.WaitForAsync(seen => seen.Ended.Count == 1);
        events.Ended.Single().Should().Match("worker-1: its process could not be started: *given*exists*");
    }

    [Fact]
    public async Task Never_more_run_than_may()
    {
        await StartAsync(Waits, most: 2);

        await DeclareAsync(5);

        events.Starting.Should().HaveCount(2);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        folder.Delete(recursive: true);
    }

    string Work => Path.Combine(folder.FullName, "work");

    string Mark => Path.Combine(folder.FullName, "pid");

    string LogsOf(string id) => Path.Combine(folder.FullName, "logs", id);

    async Task StartAsync(string command, int most = 10)
    {
        var gift = Path.Combine(folder.FullName, "gift.txt");
        await File.WriteAllTextAsync(gift, "a gift");
        driver = new ProcessResourceManagerDriver(
            new ProcessDriverSetup
            {
                Command = command,
                Folder = new DirectoryInfo(Work),
                Files = new Dictionary<string, string> { ["given"] = gift },
                Environment = new Dictionary<string, string> { ["COLOUR"] = "green", ["PATH"] = "/usr/bin:/bin" },
                LogFolder = LogsOf,
                Host = "here",
                MostWorkers = most,
                Loggers = NullLoggerFactory.Instance,
            }, () => "host:7", system);
        await mailbox.RunAsync(() => driver.StartAsync(events, TestContext.Current.CancellationToken));
    }

    Task DeclareAsync(int count) => mailbox.RunAsync(() => driver!.DeclareWanted(count));

    async Task StopAsync()
    {
        if (driver is not null)
        {
            await mailbox.RunAsync(() => driver.StopAsync(JobStatus.Finished, "", CancellationToken.None));
        }
    }

    async Task<string> ReadAsync(string id)
    {
        await ReadyAsync(id);
        return await File.ReadAllTextAsync(Path.Combine(Work, id, "told"));
    }

    Task ReadyAsync(string id) => UntilAsync(() => File.Exists(Path.Combine(Work, id, "ready")), $"{id} must come up");

    static Task GoneAsync(int process) => UntilAsync(
        () => !Directory.Exists($"/proc/{process}"), $"process {process} must be gone");

    static int ProcessOf(string file) => int.Parse(File.ReadAllText(file));

    // Other processes give no event that could be awaited.
    static async Task UntilAsync(Func<bool> isSo, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            patience.IsCancellationRequested.Should().BeFalse(what);
            await period.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
