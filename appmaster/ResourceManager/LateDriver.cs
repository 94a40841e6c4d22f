using FlinkYarn.Api.Execution;
using FlinkYarn.Runtime.Failures;

namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>
/// A driver that is made after the ResourceManager: YARN must be told the port, which is known when the server runs,
/// which serves the ResourceManager.
/// </summary>
sealed class LateDriver : IResourceManagerDriver
{
    IResourceManagerDriver? driver;

    IResourceManagerDriver Driver
    {
        get
        {
            Invariant.Require(driver is not null, "The driver is used before it is made");
            return driver;
        }
    }

    public void Set(IResourceManagerDriver made) => driver = made;

    public Task StartAsync(IResourceEventHandler events, CancellationToken cancellationToken) =>
        Driver.StartAsync(events, cancellationToken);

    public void DeclareWanted(int count) => Driver.DeclareWanted(count);

    public void Release(string resourceId) => Driver.Release(resourceId);

    public void ExpectEnd(string resourceId) => Driver.ExpectEnd(resourceId);

    public string DescribeShortage() => Driver.DescribeShortage();

    public Task StopAsync(JobStatus status, string diagnostics, CancellationToken cancellationToken) =>
        Driver.StopAsync(status, diagnostics, cancellationToken);
}
