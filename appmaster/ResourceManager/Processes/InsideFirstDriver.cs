using FlinkYarn.Api.Execution;

namespace FlinkYarn.AppMaster.ResourceManager.Processes;

/// <summary>
/// The first TaskManager runs inside the ApplicationMaster's container (<c>yarn.single-container</c>), all others where
/// the outer driver gets them. The inner driver is asked first and provides as many as it has room for.
/// </summary>
sealed class InsideFirstDriver(IResourceManagerDriver inside, IResourceManagerDriver outside) : IResourceManagerDriver
{
    int wanted;

    public async Task StartAsync(IResourceEventHandler events, CancellationToken cancellationToken)
    {
        await outside.StartAsync(events, cancellationToken);
        await inside.StartAsync(events, cancellationToken);
    }

    public void DeclareWanted(int count)
    {
        wanted = count;
        // A start that it reports leads back here with what is still wanted then; the outer one hears the last word.
        inside.DeclareWanted(count);
        outside.DeclareWanted(wanted);
    }

    public void Release(string resourceId)
    {
        inside.Release(resourceId);
        outside.Release(resourceId);
    }

    public void ExpectEnd(string resourceId)
    {
        inside.ExpectEnd(resourceId);
        outside.ExpectEnd(resourceId);
    }

    public string DescribeShortage() => outside.DescribeShortage();

    public async Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken)
    {
        // The outer one ends the application, and with it the container that the inner one's processes live in.
        await inside.StopAsync(status, diagnostics, cancellationToken);
        await outside.StopAsync(status, diagnostics, cancellationToken);
    }
}
