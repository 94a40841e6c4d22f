using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job that runs until it is cancelled: <c>NAME</c>.</summary>
public static class Endless
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, long.MaxValue).Filter(number => number < 0).Print();
        environment.Execute(arguments[0]);
    }
}
