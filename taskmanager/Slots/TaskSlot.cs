namespace FlinkYarn.TaskManager.Slots;

/// <summary>A part of this TaskManager that was given to a job.</summary>
sealed class TaskSlot(int index, string allocationId, string jobId, string jobManagerToken)
{
    public int Index => index;

    public string AllocationId => allocationId;

    public string JobId => jobId;

    /// <summary>Fencing token of the job's JobManager.</summary>
    public string JobManagerToken => jobManagerToken;

    /// <summary>The JobManager has taken it; only then are tasks deployed to it.</summary>
    public bool IsActive { get; set; }

    /// <summary>It is being given back: its last tasks are stopping.</summary>
    public bool IsReleasing { get; set; }

    /// <summary>Frees a slot that nobody takes into use.</summary>
    public ITimer? Expiry { get; set; }
}
