using System.Net;
using System.Text;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Tests.Http;

/// <summary>The network with all servers behind it, played by the test: sees each request, says each answer.</summary>
sealed class FakeServer(Func<FakeRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<FakeRequest> Requests { get; } = [];

    public EagerTime Time { get; } = new();

    public HadoopClientOptions Options => new() { Transport = () => this, Time = Time };

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => new(status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    public static HttpResponseMessage Remote(
        HttpStatusCode status, string exception, string package = "org.apache.hadoop") =>
        Json(
            $$$"""
            {"RemoteException":{"exception":"{{{exception}}}","message":"the server's words",
            "javaClassName":"{{{package}}}.{{{exception}}}"}}
            """,
            status);

    public static HttpResponseMessage Empty(HttpStatusCode status = HttpStatusCode.OK) => new(status);

    public static HttpResponseMessage Redirect(string? location) => new(HttpStatusCode.TemporaryRedirect)
    {
        Headers = { Location = location is null ? null : new Uri(location) },
    };

    public static Exception Broken() => new HttpRequestException("connection reset");

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var seen = new FakeRequest(request.Method.Method, request.RequestUri!, body,
            request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
        Requests.Add(seen);
        var response = answer(seen);
        response.RequestMessage = request;
        return response;
    }
}
