using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>Writes numbers until a file appears, then ends well: <c>NAME FOLDER FLAG-FILE</c>.</summary>
public static class Slow
{
    public static void Main(string[] arguments)
    {
        var flag = arguments[2];
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 3).Map(number => Await(number, flag)).Name("Await").WriteAsText(arguments[1]);
        environment.Execute(arguments[0]);
    }

    static long Await(long number, string flag)
    {
        while (!File.Exists(flag))
        {
            Thread.Sleep(10);
        }

        return number;
    }
}
