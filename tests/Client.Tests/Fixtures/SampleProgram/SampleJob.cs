using FlinkYarn.Api;
using FlinkYarn.Api.Execution;

namespace FlinkYarn.Client.Tests.Fixtures.SampleProgram;

/// <summary>A small job; and a second entry point for <c>-c</c>.</summary>
static class SampleJob
{
    public static void Main() => Execute("of another entry point");

    public static void Execute(string name) => Build().Execute(name);

    public static Task<IJobClient> StartAsync(string name) => Build().ExecuteAsync(name);

    public static void Write(string folder)
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 10).Map(number => new Doubled(number * 2)).WriteAsText(folder);
        environment.Execute("numbers");
    }

    static StreamExecutionEnvironment Build()
    {
        var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
        environment.FromSequence(1, 10).Map(number => number * 2).Print();
        return environment;
    }

    sealed record Doubled(long Number);
}
