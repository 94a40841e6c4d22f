using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>A job whose user code throws at one place: <c>NAME PLACE FOLDER</c>.</summary>
public static class ThrowingIn
{
    public static void Main(string[] arguments)
    {
        var (place, folder) = (arguments[1], arguments[2]);
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 100)
            .Map(number => place == "map" ? throw new Bad(place) : number).Name("the map")
            .Filter(_ => place == "filter" ? throw new Bad(place) : true).Name("the filter")
            .Map(number => place == "constructor" ? new Order(number).Number : number).Name("the constructor")
            .Map(number => place == "initializer" ? Rates.Of(number) : number).Name("the initializer")
            .FlatMap<long>((number, output) => output.Collect(place == "flatmap" ? throw new Bad(place) : number))
            .Name("the flatmap")
            .KeyBy(number => place == "key" ? throw new Bad(place) : number % 3)
            .Reduce((left, right) => place == "reduce" ? throw new Bad(place) : left + right).Name("the reduce")
            .WriteAsText(folder, number => place == "sink" ? throw new Bad(place) : $"{number}").Name("the sink");
        environment.Execute(arguments[0]);
    }

    sealed class Bad(string place) : Exception($"bad luck in the {place}");

    sealed class Order
    {
        public Order(long number) => Number = number < 50 ? number : throw new Bad("constructor");

        public long Number { get; }
    }

    static class Rates
    {
        static readonly long Rate = long.Parse("no rate");

        public static long Of(long number) => number * Rate;
    }
}
