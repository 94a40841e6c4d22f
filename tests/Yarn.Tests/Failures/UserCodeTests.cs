using FlinkYarn.Yarn.Tests.Clusters;
using FlinkYarn.Yarn.Tests.Commands;

namespace FlinkYarn.Yarn.Tests.Failures;

/// <summary>User code that throws: in <c>main()</c>, or in a function on a TaskManager.</summary>
public sealed class UserCodeTests(YarnCluster cluster) : IClassFixture<YarnCluster>
{
    [Fact]
    public async Task A_main_that_throws_is_told_and_nothing_is_submitted()
    {
        var before = await cluster.ListLiveApplicationsAsync();

        var result = await FlinkYarnCommand.RunAsync(
            cluster, ["run", "-t", "yarn-per-job", .. TestPrograms.Run("Throwing")]);

        result.ExitCode.Should().Be(1, result.Output);
        result.Output.Should().Contain("System.InvalidOperationException: no such table: orders")
            .And.Contain("FlinkYarn.Programs.Throwing.Main()");
        result.ApplicationId.Should().BeEmpty();
        (await cluster.ListLiveApplicationsAsync()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task A_function_that_throws_fails_its_job_with_its_operator_and_no_other_job_of_the_session()
    {
        (string Place, string Operator, string Words)[] faults =
        [
            ("map", "the map", "bad luck in the map"),
            ("filter", "the filter", "bad luck in the filter"),
            ("constructor", "the constructor", "bad luck in the constructor"),
            ("initializer", "the initializer", "The input string 'no rate' was not in a correct format"),
            ("flatmap", "the flatmap", "bad luck in the flatmap"),
            ("key", "the flatmap", "bad luck in the key"),
            ("reduce", "the reduce", "bad luck in the reduce"),
            ("sink", "the sink", "bad luck in the sink"),
        ];
        var folder = $"hdfs:///test-{Path.GetRandomFileName()}";
        var session = await Session.StartAsync(cluster, "-Dresourcemanager.taskmanager-timeout=1 min");

        foreach (var (place, name, words) in faults)
        {
            var result = await session.RunAsync([], "ThrowingIn", place, place, $"{folder}/{place}");

            result.ExitCode.Should().Be(1, result.Output);
            result.Output.Should().Contain($"Operator '{name}': ").And.Contain(words, place);
            (await cluster.ListAsync($"{folder}/{place}")).Should().BeEmpty("a job that fails leaves no half result");
        }

        var good = await session.RunAsync([], "ThrowingIn", "good", "nowhere", $"{folder}/good");
        good.ExitCode.Should().Be(0, good.Output);
        (await session.StopAsync()).ExitCode.Should().Be(0);
        await session.MustBeGoneAsync();
        await cluster.MustBeLoggedAsync(session.Id, [.. faults.Select(fault => fault.Words)]);
    }

    [Fact]
    public async Task A_constructor_that_throws_fails_the_application_with_its_words()
    {
        var result = await FlinkYarnCommand.RunAsync(
            cluster,
            [
                "run", "-t", "yarn-per-job",
                .. TestPrograms.Run("ThrowingIn", "orders", "constructor", $"hdfs:///test-{Path.GetRandomFileName()}"),
            ]);

        await cluster.MustHaveFailedAsync(result, "Operator 'the constructor': ", "bad luck in the constructor");
    }
}
