using System.Globalization;
using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A function that ends its process: <c>EXIT-CODE</c>.</summary>
public static class Leaving
{
    public static void Main(string[] arguments)
    {
        var code = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 10).Map(number => Leave(number, code)).Name("Leave").Print();
        environment.Execute("leaving");
    }

    static long Leave(long number, int code)
    {
        Environment.Exit(code);
        return number;
    }
}
