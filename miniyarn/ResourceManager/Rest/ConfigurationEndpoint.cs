using System.Text.Json.Nodes;
using System.Xml.Linq;
using FlinkYarn.MiniYarn.Http;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>
/// GET /conf: the settings that the RM runs with, as JSON to those who accept it, as XML otherwise (ConfServlet).
/// </summary>
internal sealed class ConfigurationEndpoint(Func<IReadOnlyDictionary<string, string>> settings)
{
    const string Source = "yarn-site.xml";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/conf", HandleAsync);

    Task HandleAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        var all = settings();
        if (name.Length > 0 && !all.ContainsKey(name))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync($"Property {name} not found", context.RequestAborted);
        }

        var chosen = all.Where(setting => name.Length == 0 || setting.Key == name).ToList();
        return context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
            ? context.AnswerAsync(StatusCodes.Status200OK, ToJson(chosen, isSingle: name.Length > 0))
            : AnswerXmlAsync(context, chosen);
    }

    static JsonObject ToJson(List<KeyValuePair<string, string>> settings, bool isSingle) => isSingle
        ? new JsonObject { ["property"] = Of(settings[0]) }
        : new JsonObject { ["properties"] = new JsonArray([.. settings.Select(Of)]) };

    static JsonNode Of(KeyValuePair<string, string> setting) => new JsonObject
    {
        ["key"] = setting.Key,
        ["value"] = setting.Value,
        ["isFinal"] = false,
        ["resource"] = Source,
    };

    static Task AnswerXmlAsync(HttpContext context, List<KeyValuePair<string, string>> settings)
    {
        var xml = new XElement("configuration", settings.Select(setting => new XElement(
            "property", new XElement("name", setting.Key), new XElement("value", setting.Value),
            new XElement("final", false), new XElement("source", Source))));
        context.Response.ContentType = "text/xml; charset=utf-8";
        return context.Response.WriteAsync(xml.ToString(), context.RequestAborted);
    }
}
