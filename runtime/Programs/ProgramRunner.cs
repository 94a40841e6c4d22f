using System.Reflection;
using System.Runtime.Loader;
using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Programs;

/// <summary>Runs a program's <c>main()</c> once, in this process; its jobs go to the given executor.</summary>
sealed class ProgramRunner(FileInfo entryAssembly, string? entryType)
{
    const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Calls the program and waits for its end.</summary>
    /// <returns>What its <c>main()</c> returned; 0 when it returns nothing.</returns>
    /// <exception cref="ProgramFailedException">The program threw.</exception>
    public async Task<int> RunAsync(
        string[] arguments, IJobExecutor executor, Settings settings, CancellationToken cancellationToken)
    {
        var entry = FindEntry();
        // A thread of its own: the program may block, and the command must still hear Ctrl-C.
        var run = Task.Factory.StartNew(
            () => CallAsync(entry, arguments, executor, settings),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        return await run.WaitAsync(cancellationToken);
    }

    static async Task<int> CallAsync(MethodInfo entry, string[] arguments, IJobExecutor executor, Settings settings)
    {
        using var scope = new JobExecutorScope(executor, settings.ToDictionary());
        // An executor of this process finds the program's assemblies by it.
        using var context = AssemblyLoadContext.EnterContextualReflection(entry.Module.Assembly);
        try
        {
            var given = entry.GetParameters().Length == 0 ? [] : new object[] { arguments };
            return entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, given, null) switch
            {
                Task<int> later => await later,
                Task later => await AsResult(later),
                int code => code,
                _ => 0,
            };
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or MistakesException))
        {
            throw new ProgramFailedException(failure);
        }
    }

    MethodInfo FindEntry()
    {
        var assembly = new ProgramLoadContext(entryAssembly.Name, entryAssembly).LoadEntry();
        var entry = entryType is null
            ? assembly.EntryPoint
            : assembly.GetType(entryType)?.GetMethod("Main", AnyStatic, [typeof(string[])])
                ?? assembly.GetType(entryType)?.GetMethod("Main", AnyStatic, []);
        return entry ?? throw new MistakesException(
            $"{entryAssembly.Name} has no {entryType ?? "entry point"} to start. Name a type with a static "
            + "Main by -c.");
    }

    static async Task<int> AsResult(Task later)
    {
        await later;
        return 0;
    }
}
