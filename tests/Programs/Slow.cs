using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>
/// Waits for a file, says by another one that it goes on, and ends well: <c>NAME FOLDER FLAG-FILE</c>.
/// </summary>
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
        SpinWait.SpinUntil(() => File.Exists(flag));
        File.WriteAllText($"{flag}.passed", "");
        return number;
    }
}
