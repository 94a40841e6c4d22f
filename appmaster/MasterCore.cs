using FlinkYarn.AppMaster.Dispatcher;
using FlinkYarn.AppMaster.Gateways;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.ResourceManager;
using FlinkYarn.AppMaster.Transport;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;

namespace FlinkYarn.AppMaster;

/// <summary>
/// The endpoints of an ApplicationMaster joined together, whatever provides its TaskManagers: the same on YARN, as
/// processes, and in one process.
/// </summary>
sealed class MasterCore
{
    public MasterCore(MasterSetup setup, ActorSystem system)
    {
        var jobManagers = new JobManagerDirectory();
        ResourceManager = new ResourceManager.ResourceManager(
            new ResourceManagerSetup
            {
                Driver = setup.Driver,
                Options = setup.Options,
                JobManagers = jobManagers,
                SlotsPerWorker = setup.SlotsPerWorker,
                Version = FlinkYarnVersion.Current,
                Trace = setup.Trace,
                Loggers = setup.Loggers,
            }, system);
        Dispatcher = new Dispatcher.Dispatcher(
            new DispatcherSetup
            {
                Services = new JobManagerServices
                {
                    ResourceManager = ResourceManager,
                    JobManagers = jobManagers,
                    FileSystems = setup.FileSystems,
                    SlotRequestTimeout = setup.Options.SlotRequestTimeout,
                    Loggers = setup.Loggers,
                },
                Options = setup.Dispatcher,
                MostJobs = setup.MostJobs,
            }, system);
        Router = new ControlPlaneRouter(
            ResourceManager, jobManagers, system.Time, setup.Loggers.CreateLogger<ControlPlaneRouter>());
    }

    public ResourceManager.ResourceManager ResourceManager { get; }

    public Dispatcher.Dispatcher Dispatcher { get; }

    /// <summary>Serves the streams of TaskManagers.</summary>
    public ControlPlaneRouter Router { get; }
}
