using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job that ends its TaskManager's process: <c>NAME CODE</c>.</summary>
public static class Exiting
{
    public static void Main(string[] arguments)
    {
        var code = int.Parse(arguments[1]);
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100).Map(number => Exit(number, code)).Print();
        environment.Execute(arguments[0]);
    }

    static long Exit(long number, int code)
    {
        Environment.Exit(code);
        return number;
    }
}
