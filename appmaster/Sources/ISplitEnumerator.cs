using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster.Sources;

/// <summary>Hands out the splits of one source to its readers, on the JobManager's mailbox.</summary>
interface ISplitEnumerator
{
    /// <summary>The next split for a reader on that host; null when there are no more.</summary>
    Split? Next(int subtask, string host);
}
