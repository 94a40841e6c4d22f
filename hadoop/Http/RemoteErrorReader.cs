using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace FlinkYarn.Hadoop.Http;

/// <summary>
/// Reads an error's body, which is JSON, XML, HTML or plain text whatever the content type says
/// (GenericExceptionHandler, ExceptionHandler of WebHDFS, Jetty's error pages).
/// </summary>
static partial class RemoteErrorReader
{
    const int LongestBody = 64 * 1024;
    const int LongestMessage = 4096;

    public static async Task<RemoteError> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[LongestBody];
            var length = await stream.ReadAtLeastAsync(buffer, LongestBody, false, cancellationToken)
                .ConfigureAwait(false);
            return Parse(Encoding.UTF8.GetString(buffer, 0, length), response.StatusCode);
        }
    }

    public static RemoteError Parse(string body, HttpStatusCode status)
    {
        var text = body.Trim();
        var error = text.Length == 0 ? null
            : text[0] == '{' ? FromJson(text)
            : text[0] == '<' ? FromXml(text) ?? FromHtml(text)
            : null;
        return error ?? new RemoteError(null, text.Length == 0 ? $"{(int)status} {status}" : Shorten(text));
    }

    static RemoteError? FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (!document.RootElement.TryGetProperty("RemoteException", out var remote)
                || remote.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            return new RemoteError(
                Text(remote, "exception"), Shorten(
                    Text(remote, "message") ?? "no message"), Text(remote, "javaClassName"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    static RemoteError? FromXml(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            var root = XDocument.Load(reader).Root;
            return root?.Name.LocalName != "RemoteException"
                ? null
                : new RemoteError(
                    root.Element("exception")?.Value,
                    Shorten(root.Element("message")?.Value ?? "no message"),
                    root.Element("javaClassName")?.Value);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    static RemoteError FromHtml(string text)
    {
        var visible = Invisible.Replace(text, " ");
        visible = WebUtility.HtmlDecode(Tag.Replace(visible, " "));
        visible = Blank.Replace(visible, " ").Trim();
        return new RemoteError(null, visible.Length == 0 ? "an HTML page without text" : Shorten(visible));
    }

    static string Shorten(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    static partial Regex Invisible { get; }

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    static partial Regex Tag { get; }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    static partial Regex Blank { get; }
}
