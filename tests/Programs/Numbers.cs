using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>Writes the even numbers up to 200: <c>NAME FOLDER</c>.</summary>
public static class Numbers
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100).Map(number => number * 2).WriteAsText(arguments[1]);
        environment.Execute(arguments[0]);
    }
}
