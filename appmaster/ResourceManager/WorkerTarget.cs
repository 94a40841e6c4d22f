using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>How many TaskManagers there should be: pure arithmetic over what jobs need and what options say.</summary>
sealed class WorkerTarget(ResourceManagerOptions options, int slotsPerWorker)
{
    /// <summary>TaskManagers that options allow at one time; one at least, else no job could ever run.</summary>
    public int Most => Math.Max(1, options.MaxSlots / slotsPerWorker);

    int Least => Math.Min(WorkersFor(options.MinSlots), Most);

    /// <summary>TaskManagers that so many slots need.</summary>
    public int WorkersFor(int slots) => (int)(((long)slots + slotsPerWorker - 1) / slotsPerWorker);

    /// <summary>TaskManagers that should be starting or asked for beside the registered ones.</summary>
    /// <param name="registered">All of them.</param>
    /// <param name="idle">Those among them without a job's slot.</param>
    /// <param name="missingSlots">What jobs need and registered ones do not have.</param>
    /// <param name="isNeeded">Whether any job needs slots: spare ones are for those.</param>
    public int Missing(int registered, int idle, int missingSlots, bool isNeeded)
    {
        var spare = isNeeded ? Math.Max(0, options.RedundantTaskManagers - idle) : 0;
        var wanted = Math.Max(registered + WorkersFor(missingSlots) + spare, Least);
        return Math.Max(0, Math.Min(wanted, Most) - registered);
    }

    /// <summary>How many idle TaskManagers may be given back.</summary>
    public int Spare(int registered, int idle, bool isNeeded) =>
        Math.Max(0, Math.Min(registered - Least, idle - (isNeeded ? options.RedundantTaskManagers : 0)));
}
