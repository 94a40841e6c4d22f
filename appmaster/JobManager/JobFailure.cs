using FlinkYarn.AppMaster.ExecutionGraph;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager;

/// <summary>Something that failed while a job ran; immutable.</summary>
/// <param name="Time">When it was reported.</param>
/// <param name="TaskName">With the subtask's number; null when it was no task, or more than one.</param>
/// <param name="Slot">Where it was; null when it was at no TaskManager.</param>
sealed record JobFailure(FailureInfo Cause, DateTimeOffset Time, string? TaskName, SlotLocation? Slot);
