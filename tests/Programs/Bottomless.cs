using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A function that calls itself without end.</summary>
public static class Bottomless
{
    public static void Main()
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 10).Map(Depth).Name("Fall").Print();
        environment.Execute("bottomless");
    }

    static long Depth(long number) => 1 + Depth(number + 1);
}
