using Microsoft.AspNetCore.Routing;

namespace FlinkYarn.AppMaster.Rest;

/// <summary>Paths of the REST interface that belong together.</summary>
interface IRestResource
{
    /// <summary>Adds its paths, which are relative to the interface's root.</summary>
    void Map(IEndpointRouteBuilder routes);
}
