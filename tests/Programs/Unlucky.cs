using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job that fails in an operator: <c>NAME</c>.</summary>
public static class Unlucky
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100)
            .Map(number => number == 7 ? throw new InvalidOperationException("no such customer: 7") : number)
            .Name("Look up customer")
            .Print();
        environment.Execute(arguments[0]);
    }
}
