namespace FlinkYarn.MiniYarn.ResourceManager.Scheduling;

/// <summary>How near a node is to what was asked for; less is nearer (NodeType).</summary>
internal enum Locality
{
    Host,
    Rack,
    Anywhere,
}
