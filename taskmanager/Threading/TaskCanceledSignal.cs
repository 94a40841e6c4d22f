namespace FlinkYarn.TaskManager.Threading;

/// <summary>Leads a canceled task's thread out of wherever it waits; no failure.</summary>
sealed class TaskCanceledSignal() : OperationCanceledException("The task was canceled.");
