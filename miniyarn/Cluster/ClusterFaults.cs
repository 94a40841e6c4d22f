namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>
/// What breaks in a cluster by itself or by its administrators, on demand: for tests, on loopback like everything here.
/// A request is answered when the fault has happened.
/// </summary>
internal sealed class ClusterFaults(MiniYarnCluster cluster)
{
    public void Map(WebApplication application)
    {
        application.MapPost("/nodes/{id}/stop", async (string id) => $"{await cluster.StopNodeAsync(id)}");
        application.MapPost("/nodes/{number:int}/start", (int number) => cluster.StartNodeAsync(number));
        application.MapPost("/namenode/stop", cluster.StopNameNodeAsync);
        application.MapPost("/namenode/start", cluster.StartNameNodeAsync);
        application.MapPost("/resourcemanager/restart", cluster.RestartResourceManagerAsync);
    }
}
