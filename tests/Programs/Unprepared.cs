using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A function whose class cannot be initialized where it runs.</summary>
public static class Unprepared
{
    public static void Main()
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 10).Map(number => Rates.Of(number)).Name("Convert").Print();
        environment.Execute("unprepared");
    }

    static class Rates
    {
        static readonly long Rate = Load();

        public static long Of(long number) => number * Rate;

        static long Load() => throw new InvalidOperationException("no exchange rates for today");
    }
}
