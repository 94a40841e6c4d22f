using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job that nothing but the end of its process stops: <c>NAME</c>.</summary>
public static class Deaf
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100).Map(number => Ignore(number)).Print();
        environment.Execute(arguments[0]);
    }

    static long Ignore(long number)
    {
        while (true)
        {
            try
            {
                Waiting.ForEver();
                return number;
            }
            catch (ThreadInterruptedException)
            {
                // Deaf.
            }
        }
    }
}
