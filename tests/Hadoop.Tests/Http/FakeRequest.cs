using System.Text;

namespace FlinkYarn.Hadoop.Tests.Http;

/// <summary>A request as it would be on the wire.</summary>
sealed record FakeRequest(string Method, Uri Uri, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Method, server and path.</summary>
    public string Line => $"{Method} {Uri.Authority}{Uri.AbsolutePath}";

    public bool Asks(string operation) => Uri.Query.Contains("op=" + operation, StringComparison.Ordinal);
}
