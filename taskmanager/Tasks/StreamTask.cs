using FlinkYarn.Api.Closures;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.TaskManager.Operators;
using FlinkYarn.TaskManager.Threading;
using Microsoft.Extensions.Logging;

namespace FlinkYarn.TaskManager.Tasks;

/// <summary>
/// One attempt at one subtask: a thread of its own that builds the chain, runs it, and reports each state. It is
/// cancelled from any thread; everything else happens on its thread.
/// </summary>
sealed partial class StreamTask
{
    /// <summary>Most tasks stop by themselves, and cleanly; only what has not by then is interrupted.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    readonly DeployTask description;
    readonly TaskServices services;
    readonly TaskReports reports;
    readonly TaskOptions options;
    readonly ILogger logger;
    readonly TaskSignal signal = new();
    readonly Thread thread;
    readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamTask(DeployTask description, TaskServices services)
    {
        this.description = description;
        this.services = services;
        logger = services.Loggers.CreateLogger<StreamTask>();
        reports = new TaskReports(description, services.Host, services.Master);
        var reader = new ConfigurationReader(services.Settings.With(description.Configuration, "the job"));
        options = reader.Read<TaskOptions>();
        reader.ThrowOnMistakes();
        thread = new Thread(Run) { IsBackground = true, Name = Name };
    }

    public ExecutionAttemptId Attempt => description.Attempt;

    public string AllocationId => description.AllocationId;

    /// <summary>As Flink writes it: <c>Map -> Filter (2/4)#0</c>.</summary>
    public string Name =>
        $"{description.TaskName} ({Attempt.Subtask + 1}/{description.Parallelism})#{Attempt.Attempt}";

    /// <summary>Completes when the thread has ended and everything is given back.</summary>
    public Task Ended => ended.Task;

    public void Start() => thread.Start();

    /// <summary>
    /// Asks the task to stop, interrupts it when it does not, and ends the process when it never does: a task that is
    /// deaf to cancel would hold its slot for ever (Flink's task.cancellation.timeout).
    /// </summary>
    public void Cancel()
    {
        LogCancelling(Name);
        signal.Cancel();
        _ = WatchCancellationAsync();
    }

    async Task WatchCancellationAsync()
    {
        var asked = services.Time.GetTimestamp();
        var pause = options.CancellationInterval < Grace ? options.CancellationInterval : Grace;
        while (!ended.Task.IsCompleted)
        {
            await Task.WhenAny(ended.Task, Task.Delay(pause, services.Time));
            pause = options.CancellationInterval;
            if (ended.Task.IsCompleted)
            {
                return;
            }

            if (options.CancellationTimeout > TimeSpan.Zero
                && services.Time.GetElapsedTime(asked) >= options.CancellationTimeout)
            {
                services.FatalErrors.OnFatalError(Name, new DeafTaskException(
                    $"It did not stop within {options.CancellationTimeout} (task.cancellation.timeout)."));
                return;
            }

            signal.Interrupt();
        }
    }

    void Run()
    {
        LogStarting(Name);
        TaskStateChanged end;
        try
        {
            end = RunToEnd();
        }
        catch (Exception) when (signal.IsCanceled)
        {
            // Whatever a task throws on its way out after a cancellation is no failure.
            end = new TaskStateChanged { State = ExecutionState.Canceled };
        }
        catch (Exception failure)
        {
            LogFailed(Name, failure);
            end = new TaskStateChanged { State = ExecutionState.Failed, Failure = TaskFailure.Describe(failure) };
        }

        LogEnded(Name, end.State);
        ended.SetResult();
        reports.State(end);
    }

    TaskStateChanged RunToEnd()
    {
        reports.State(new TaskStateChanged { State = ExecutionState.Initializing });
        var types = signal.Await(services.Programs.LoadAsync(description.Programs, CancellationToken.None));
        var chain = (OperatorChain)ClosureCodec.Read(description.Chain.Span, types);
        using var exchange = new TaskExchange(description, services.Network, signal);
        var running = new OperatorChainBuilder(chain, MakeSetup(exchange)).Build();
        try
        {
            exchange.Open();
            reports.State(new TaskStateChanged { State = ExecutionState.Running });
            signal.AllowInterrupts();
            new TaskLoop(running, signal, options, services.Time).Run();
            exchange.WaitUntilConsumed();
            return Finished(running);
        }
        catch
        {
            signal.ForbidInterrupts();
            Abort(running);
            throw;
        }
        finally
        {
            signal.ForbidInterrupts();
            running.Dispose();
        }
    }

    // What was written aside is removed; a failure of that must not hide the first one.
    void Abort(RunningChain running)
    {
        try
        {
            running.AbortAsync().GetAwaiter().GetResult();
        }
        catch (IOException failure)
        {
            LogAbortFailed(Name, failure.Message);
        }
    }

    ChainSetup MakeSetup(TaskExchange exchange) => new()
    {
        JobId = Attempt.JobId,
        Subtask = Attempt.Subtask,
        Attempt = Attempt.Attempt,
        Parallelism = description.Parallelism,
        MaxParallelism = description.MaxParallelism,
        Signal = signal,
        Options = options,
        MaxRecordSize = services.Network.Options.MaxRecordSize.Bytes,
        Files = services.Files,
        Input = exchange.Input,
        Outputs = exchange.Outputs,
        Splits = reports,
        Collector = reports,
        Console = services.Console,
    };

    static TaskStateChanged Finished(RunningChain running)
    {
        var end = new TaskStateChanged
        {
            State = ExecutionState.Finished,
            RowsIn = running.Head.RowsIn,
            RowsOut = running.RowsOut,
        };
        end.Committables.AddRange(running.Committables);
        return end;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Task} starts")]
    partial void LogStarting(string task);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Task} is being cancelled")]
    partial void LogCancelling(string task);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Task} has ended: {State}")]
    partial void LogEnded(string task, ExecutionState state);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Task} failed")]
    partial void LogFailed(string task, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What {Task} had written could not be removed: {Reason}")]
    partial void LogAbortFailed(string task, string reason);
}
