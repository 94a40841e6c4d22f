using System.Globalization;
using FlinkYarn.MiniYarn.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>The path and parameters of one WebHDFS request; parameter names have no case (ParamFilter).</summary>
internal sealed class WebHdfsRequest(HttpContext context)
{
    public const string Prefix = "/webhdfs/v1";

    public HdfsPath Path { get; } = HdfsPath.Parse(DecodedPath(context));

    public string User { get; } = Caller.Of(context.Request);

    public string Operation => Text("op").ToUpperInvariant();

    public bool IsNoRedirect => Flag("noredirect", false);

    public string Text(string name) => context.Request.Query[name].ToString();

    public bool Flag(string name, bool otherwise) => Text(name).ToLowerInvariant() switch
    {
        "" or "null" => otherwise,
        "true" => true,
        "false" => false,
        var other => throw HdfsFailure.BadParameter(
            $"Invalid value for webhdfs parameter \"{name}\": {other} is not a boolean"),
    };

    public long Number(string name, long otherwise)
    {
        var text = Text(name);
        if (text.Length == 0 || text == "null")
        {
            return otherwise;
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw HdfsFailure.BadParameter($"Invalid value for webhdfs parameter \"{name}\": {text} is not a number");
    }

    /// <summary>An octal mode without a leading zero, at most 1777 (PermissionParam).</summary>
    public string Permission(string otherwise)
    {
        var text = Text("permission");
        if (text.Length == 0 || text == "null")
        {
            return otherwise;
        }

        var isOctal = text.Length <= 5 && text.All(digit => digit is >= '0' and <= '7');
        return isOctal && Convert.ToInt32(text, 8) <= 1023
            ? Convert.ToString(Convert.ToInt32(text, 8), 8)
            : throw HdfsFailure.BadParameter(
                $"Invalid value for webhdfs parameter \"permission\": \"{text}\" does not belong to the domain "
                    + $"[0,1777]");
    }

    public HdfsPath Destination()
    {
        var destination = Text("destination");
        return destination.StartsWith('/')
            ? HdfsPath.Parse(destination)
            : throw HdfsFailure.BadParameter(
                $"Invalid value for webhdfs parameter \"destination\": {destination} is not absolute");
    }

    public RemoteFailure UnknownOperation() => HdfsFailure.BadParameter(
        $"Invalid value for webhdfs parameter \"op\": No enum constant for {context.Request.Method} op={Operation}");

    /// <summary>The path as it was sent: the server's own decoding would fold dots and leave encoded slashes.</summary>
    static string DecodedPath(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            target = new Uri(target).PathAndQuery;
        }

        var path = target.Split('?', 2)[0];
        var rest = path.Length > Prefix.Length ? path[Prefix.Length..] : "/";
        return Uri.UnescapeDataString(rest);
    }
}
