using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job of two stages that does nothing until it is cancelled: <c>NAME</c>.</summary>
public static class Waiting
{
    public static void Main(string[] arguments)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100)
            .Map(number =>
            {
                ForEver();
                return number;
            })
            .KeyBy(number => number).Reduce((left, right) => left + right).Print();
        environment.Execute(arguments[0]);
    }

    /// <summary>Until the thread is interrupted.</summary>
    public static void ForEver()
    {
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne();
    }
}
