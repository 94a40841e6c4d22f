namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>How far an application has come (RMAppState), without the states of waiting for a store.</summary>
internal enum ApplicationState
{
    Submitted,
    Accepted,
    Running,

    /// <summary>Its ApplicationMaster has unregistered and its process has not ended.</summary>
    Finishing,
    Finished,
    Failed,
    Killed,
}
