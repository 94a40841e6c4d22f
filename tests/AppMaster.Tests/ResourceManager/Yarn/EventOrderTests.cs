using System.Diagnostics;
using FlinkYarn.AppMaster.Tests.Kit;

namespace FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;

/// <summary>
/// Every order of up to six events, by enumeration: what is asked for, given back and told stays right.
/// </summary>
public sealed class EventOrderTests
{
    const int Events = 6;

    [Fact]
    public void After_each_event_of_every_order_what_is_asked_is_what_is_missing()
    {
        var choices = new EveryChoice();
        var runs = 0;
        var watch = Stopwatch.StartNew();
        while (choices.Next())
        {
            runs++;
            Run(choices);
        }

        runs.Should().BeGreaterThan(10_000, "all orders were taken");
        TestContext.Current.TestOutputHelper!.WriteLine($"{runs} orders in {watch.Elapsed}");
    }

    static void Run(EveryChoice choices)
    {
        using var yarn = new MisbehavingYarn();
        var told = new List<string>();
        try
        {
            yarn.Settle();
            for (var step = 0; step < Events; step++)
            {
                var possible = yarn.Possible();
                var (name, happen) = possible[choices.Choose(possible.Count)];
                told.Add(name);
                happen();
                yarn.Settle();
            }
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"YARN {string.Join(", ", told)}: {failure.Message}", failure);
        }
    }
}
