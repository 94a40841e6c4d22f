using FlinkYarn.Api;
using FlinkYarn.Api.Execution;

namespace FlinkYarn.Local.Tests;

/// <summary>Whole jobs in this process, as F5 runs them.</summary>
public sealed class LocalJobExecutorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Words_are_counted_right_at_every_parallelism(int parallelism)
    {
        var words = Enumerable.Range(0, 10_000).Select(number => $"word {number % 100}").ToArray();

        var counts = Environment(parallelism).SetRuntimeMode(RuntimeExecutionMode.Batch)
            .FromCollection(words).Rebalance()
            .Map(word => new Count(word, 1)).KeyBy(count => count.Word).Sum(count => count.Number).ExecuteAndCollect();

        counts.Should().HaveCount(100).And.OnlyContain(count => count.Number == 100);
    }

    [Fact]
    public void A_rolling_sum_gives_every_change()
    {
        var sums = Environment(2).FromSequence(1, 5)
            .KeyBy(number => number % 1).Sum(number => number).ExecuteAndCollect();

        sums.Should().HaveCount(5);
        sums.Max().Should().Be(15);
    }

    [Fact]
    public void Lines_of_files_are_read_once_each_and_written_when_the_job_has_finished()
    {
        var folder = Directory.CreateTempSubdirectory("flinkyarn-local-");
        try
        {
            var input = Directory.CreateDirectory(Path.Combine(folder.FullName, "in")).FullName;
            var lines = Enumerable.Range(0, 50_000).Select(number => $"line {number}").ToList();
            File.WriteAllLines(Path.Combine(input, "a.txt"), lines.Take(20_000));
            File.WriteAllLines(Path.Combine(input, "b.txt"), lines.Skip(20_000));
            var output = Path.Combine(folder.FullName, "out");
            var environment = Environment(3);
            environment.ReadTextFile(input).Filter(line => line.Length > 0).WriteAsText(output);

            environment.Execute("copy");

            Directory.GetFiles(output).SelectMany(File.ReadAllLines).Order(StringComparer.Ordinal)
                .Should().Equal(lines.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_a_users_function_throws_is_told_with_its_operator()
    {
        var environment = Environment(2);
        environment.FromSequence(1, 1000)
            .Map(number => number == 500 ? throw new InvalidOperationException("unlucky 500") : number)
            .Name("Unlucky map").Filter(_ => false).Print();

        var running = () => environment.Execute("failing");

        running.Should().Throw<JobExecutionException>()
            .WithMessage("Operator 'Unlucky map': System.InvalidOperationException: unlucky 500*");
    }

    [Fact]
    public async Task A_job_that_would_run_for_years_is_cancelled()
    {
        var environment = Environment(2);
        environment.FromSequence(1, long.MaxValue).Rebalance().Filter(number => number < 0).Print();
        var job = await environment.ExecuteAsync("endless", TestContext.Current.CancellationToken);

        await job.CancelAsync(TestContext.Current.CancellationToken);

        var waiting = () => job.GetResultAsync(TestContext.Current.CancellationToken);
        (await waiting.Should().ThrowAsync<JobExecutionException>()).Which.Status.Should().Be(JobStatus.Canceled);
    }

    [Fact]
    public void Every_strategy_brings_every_row_where_it_belongs()
    {
        var environment = Environment(2);
        var numbers = environment.FromSequence(1, 100);
        var all = numbers.Rescale().Map(n => n)
            .Union(numbers.Broadcast().Map(n => n * 1000), numbers.Global().Map(n => -n));

        var rows = all.ExecuteAndCollect();

        rows.Count(row => row is > 0 and <= 100).Should().Be(100);
        rows.Count(row => row >= 1000).Should().Be(200, "both subtasks got every row");
        rows.Count(row => row < 0).Should().Be(100);
    }

    static StreamExecutionEnvironment Environment(int parallelism) =>
        StreamExecutionEnvironment.GetExecutionEnvironment().SetParallelism(parallelism);

    sealed record Count(string Word, long Number);
}
