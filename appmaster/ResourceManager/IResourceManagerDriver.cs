using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>
/// Gets and gives back TaskManager processes from whatever provides them: YARN, this machine, this process. Called on
/// the ResourceManager's mailbox only, and reports on it only (through <see cref="IResourceEventHandler"/>), so driver
/// and ResourceManager never see each other's state half changed.
/// </summary>
interface IResourceManagerDriver
{
    /// <summary>Begins; afterwards events may come. Fails when the provider cannot be reached.</summary>
    Task StartAsync(IResourceEventHandler events, CancellationToken cancellationToken);

    /// <summary>
    /// How many TaskManagers are to be started beyond those already reported as starting: absolute, replaces what was
    /// said before. What comes beyond it is given back by the driver at once.
    /// </summary>
    void DeclareWanted(int count);

    /// <summary>
    /// Ends a TaskManager that was reported as starting. Who asks for it counts it as gone: its end is not reported.
    /// </summary>
    void Release(string resourceId);

    /// <summary>
    /// A TaskManager has fallen silent: its end, with the reason that only the provider knows, is awaited now.
    /// </summary>
    void ExpectEnd(string resourceId)
    {
        // Who starts processes itself sees their end without being told.
    }

    /// <summary>What was asked of the provider and what it could still give, in a sentence; empty if unknown.</summary>
    string DescribeShortage() => "";

    /// <summary>
    /// Gives everything back and ends the application with the job's status. Repeats until it is done.
    /// </summary>
    Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken);
}
