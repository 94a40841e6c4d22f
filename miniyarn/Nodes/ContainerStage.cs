namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>How far a container has come; YARN tells an ApplicationMaster only whether it is over.</summary>
internal enum ContainerStage
{
    Localizing,
    Running,
    Done,
}
