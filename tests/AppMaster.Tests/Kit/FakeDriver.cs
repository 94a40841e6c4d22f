using FlinkYarn.Api.Execution;
using FlinkYarn.AppMaster.ResourceManager;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>A provider of TaskManagers that does what the test says.</summary>
sealed class FakeDriver : IResourceManagerDriver
{
    IResourceEventHandler? events;
    TaskScheduler? mailbox;

    /// <summary>The last declaration.</summary>
    public int Wanted { get; private set; }

    public List<string> Released { get; } = [];

    /// <summary>Whose end was asked after.</summary>
    public List<string> Expected { get; } = [];

    public JobStatus? Stopped { get; private set; }

    public string Diagnostics { get; private set; } = "";

    /// <summary>Reports something, where a driver would.</summary>
    public Task ReportAsync(Action<IResourceEventHandler> report) => Task.Factory.StartNew(
        () => report(events!), CancellationToken.None, TaskCreationOptions.DenyChildAttach, mailbox!);

    public Task StartAsync(IResourceEventHandler handler, CancellationToken cancellationToken)
    {
        // Drivers are called on the ResourceManager's mailbox and report there.
        (events, mailbox) = (handler, TaskScheduler.Current);
        return Task.CompletedTask;
    }

    public void DeclareWanted(int count) => Wanted = count;

    public void Release(string resourceId) => Released.Add(resourceId);

    public void ExpectEnd(string resourceId) => Expected.Add(resourceId);

    public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
    {
        (Stopped, Diagnostics) = (status, diagnostics);
        return Task.CompletedTask;
    }
}
