using System.Diagnostics;
using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.Local.Tests.Processes;

/// <summary>Jobs in TaskManagers that are processes of their own on this machine.</summary>
public sealed class ProcessClusterTests
{
    [Fact]
    public async Task Rows_cross_between_processes_and_none_of_these_is_left()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        var output = Path.Combine(cluster.Folder, "out");

        var job = await cluster.SubmitAsync(2, environment => environment
            .FromSequence(1, 10_000).Map(number => new Count(number % 10, 1))
            .KeyBy(count => count.Key).Sum(count => count.Number)
            .Filter(count => count.Number == 1000).WriteAsText(output));

        var outcome = await job.Outcome.WaitAsync(TestContext.Current.CancellationToken);
        (outcome.Cause is { } cause ? FailureInfos.Describe(cause) : "").Should().BeEmpty();
        cluster.Processes.Should().HaveCount(2);
        Directory.GetFiles(output).SelectMany(File.ReadAllLines).Should().HaveCount(10);
        await cluster.StopAsync();
        cluster.Processes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_process_that_is_killed_fails_the_job_which_names_it()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        var started = Path.Combine(cluster.Folder, "started");
        var job = await cluster.SubmitAsync(1, environment => environment
            .FromSequence(1, long.MaxValue).Filter(number => Mark(started, number) < 0).WriteAsText($"{started}.out"));
        await Task.WhenAny(job.Outcome, AppearAsync(started));

        using var victim = Process.GetProcessById(cluster.Processes.Single());
        victim.Kill();

        var outcome = await job.Outcome.WaitAsync(TestContext.Current.CancellationToken);
        outcome.Status.Should().Be(JobStatus.Failed);
        FailureInfos.Describe(outcome.Cause!).Should().Contain("TaskManager worker-1 with 1 tasks was lost");
    }

    static long Mark(string file, long number)
    {
        if (number == 1)
        {
            File.WriteAllText(file, "");
        }

        return number;
    }

    // Another process makes the file: there is no event to await.
    static async Task AppearAsync(string file)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!File.Exists(file))
        {
            await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    sealed record Count(long Key, long Number);
}
