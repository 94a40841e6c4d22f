using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>Addresses of pages; where the ResourceManager's own are is known once its web server has a port.</summary>
internal sealed class ClusterLinks
{
    public Uri Web { get; set; } = new("http://127.0.0.1:8088");

    public string Page(YarnApplicationId application) => $"{Root}/cluster/app/{application}";

    /// <summary>Behind it lies what the ApplicationMaster shows.</summary>
    public string Proxy(YarnApplicationId application) => $"{Root}{ProxyPath(application)}/";

    public static string ProxyPath(YarnApplicationId application) => $"/proxy/{application}";

    public static string Logs(SchedulerContainer container, string user) =>
        $"http://{container.Node.HttpAddress}/node/containerlogs/{container.Id}/{user}";

    string Root => Web.GetLeftPart(UriPartial.Authority);
}
