namespace FlinkYarn.AppMaster.ResourceManager;

/// <summary>What a driver reports, on the ResourceManager's mailbox.</summary>
interface IResourceEventHandler
{
    /// <summary>A TaskManager is being started; it will register under this id.</summary>
    void OnWorkerStarting(string resourceId, string host);

    /// <summary>A TaskManager has ended, or could not be started. Repeated and unknown ones are harmless.</summary>
    void OnWorkerEnded(string resourceId, string reason);

    /// <summary>The provider is lost for good: the application cannot go on.</summary>
    void OnProviderLost(Exception failure);
}
