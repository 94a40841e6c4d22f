namespace FlinkYarn.TaskManager.Operators;

/// <summary>What one step of a chain's head came to.</summary>
enum HeadStatus
{
    Progressed,

    /// <summary>There is nothing to do until the task's signal is set.</summary>
    Idle,

    /// <summary>All rows went through and all outputs were finished.</summary>
    Ended,
}
