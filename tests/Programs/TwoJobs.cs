using FlinkYarn.Api;

namespace FlinkYarn.Programs;

/// <summary>Starts two jobs and waits for neither.</summary>
public static class TwoJobs
{
    public static async Task Main()
    {
        for (var job = 0; job < 2; job++)
        {
            var environment = StreamExecutionEnvironment.GetExecutionEnvironment();
            environment.FromSequence(1, 10).Print();
            await environment.ExecuteAsync($"job {job}");
        }
    }
}
