using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job whose function calls itself for ever: <c>NAME</c>.</summary>
public static class Overflowing
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100).Map(number => Deeper(number)).Print();
        environment.Execute(arguments[0]);
    }

    static long Deeper(long number) => number + Deeper(number + 1);
}
