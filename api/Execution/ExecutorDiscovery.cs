using System.Reflection;

namespace FlinkYarn.Api.Execution;

/// <summary>Decides where a program's jobs run: where its starter said, otherwise in this process.</summary>
static class ExecutorDiscovery
{
    const string LocalAssembly = "FlinkYarn.Local";
    const string LocalExecutor = "FlinkYarn.Local.LocalJobExecutor";

    public static StreamExecutionEnvironment CreateEnvironment() =>
        JobExecutorScope.Current is { } scope
            ? new StreamExecutionEnvironment(scope.Executor, scope.Configuration)
            : new StreamExecutionEnvironment(CreateLocal(), new Dictionary<string, string>());

    // By a fixed name, so that this assembly references nothing and yet F5 works.
    static IJobExecutor CreateLocal()
    {
        Assembly local;
        try
        {
            local = Assembly.Load(LocalAssembly);
        }
        catch (FileNotFoundException)
        {
            throw new InvalidOperationException(
                "There is nothing here to run a job. Add the package FlinkYarn.Local to run it in this process, "
                + "or submit the program: flinkyarn run -t yarn-per-job program.dll");
        }

        return (IJobExecutor)Activator.CreateInstance(local.GetType(LocalExecutor, throwOnError: true)!)!;
    }
}
