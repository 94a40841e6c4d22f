using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.JobManager.States;

/// <summary>What a state may do to its job.</summary>
interface IJobContext
{
    bool AreAllTasksTerminal { get; }

    void GoTo(JobState next);

    /// <summary>Gives every subtask its slot and sends it there.</summary>
    void Deploy();

    /// <summary>Asks every deployed task to stop; those not deployed are cancelled at once.</summary>
    void CancelTasks();

    /// <summary>Makes the sinks' files visible, then calls <see cref="JobState.OnSinksCommitted"/> or <see cref="JobState.Fail"/>.</summary>
    void CommitSinks();

    /// <summary>Removes what tasks have written aside, then calls <see cref="JobState.OnSinksAborted"/>, whatever happens.</summary>
    void AbortSinks();

    /// <summary>Gives the slots back and tells everybody that the job has ended.</summary>
    void End(FailureInfo? cause);
}
