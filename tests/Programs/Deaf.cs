using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A task that hears of nothing, beside one that fails when the other is at it.</summary>
public static class Deaf
{
    public static void Main()
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 2).SetParallelism(1).Rebalance()
            .Map(number => number == 1 ? Spin() : throw new InvalidOperationException("the other one fails"))
            .SetParallelism(2).Name("Spin or fail").Print();
        environment.Execute("deaf");
    }

    // No call, no allocation, no wait: nothing that a thread could be interrupted in.
    static long Spin()
    {
        var number = 0L;
        while (number >= 0)
        {
            number = (number + 1) & long.MaxValue;
        }

        return number;
    }
}
