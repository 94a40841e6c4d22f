namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>How far an attempt has come (RMAppAttemptState).</summary>
internal enum AttemptState
{
    /// <summary>Waits for its ApplicationMaster's container.</summary>
    Scheduled,

    /// <summary>Its node has the order to start the ApplicationMaster.</summary>
    Launched,

    /// <summary>The ApplicationMaster has registered.</summary>
    Running,

    /// <summary>The ApplicationMaster has unregistered.</summary>
    Finishing,
    Finished,
    Failed,
    Killed,
}
