using System.Net;
using FlinkYarn.Hadoop.Http;

namespace FlinkYarn.Hadoop.Tests.Http;

/// <summary>yarn-protocol.md, section 11, point 34.</summary>
public sealed class RemoteErrorReaderTests
{
    [Fact]
    public void Json_names_the_exception()
    {
        var error = Parse(
            """{"RemoteException":{"exception":"NotFoundException","message":"no app","javaClassName":"a.b.C"}}""");

        error.Should().Be(new RemoteError("NotFoundException", "no app", "a.b.C"));
    }

    [Fact]
    public void Xml_names_the_exception()
    {
        var error = Parse(
            """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <RemoteException><exception>WebApplicationException</exception><message>415</message>
            <javaClassName>j.W</javaClassName></RemoteException>
            """);

        error.Should().Be(new RemoteError("WebApplicationException", "415", "j.W"));
    }

    [Fact]
    public void Html_leaves_its_visible_text()
    {
        var error = Parse(
            """
            <html><head><style>b { color: red }</style><title>Error 404</title></head>
            <body><h2>HTTP ERROR 404</h2><p>Problem accessing /x &amp; y.</p></body></html>
            """);

        error.Should().Be(new RemoteError(null, "Error 404 HTTP ERROR 404 Problem accessing /x & y."));
    }

    [Theory]
    [InlineData("App submission via REST is disabled.", "App submission via REST is disabled.")]
    [InlineData("", "503 ServiceUnavailable")]
    [InlineData("{broken", "{broken")]
    [InlineData("{\"RemoteException\":null}", "{\"RemoteException\":null}")]
    public void Anything_else_is_the_message(string body, string message) =>
        Parse(body).Should().Be(new RemoteError(null, message));

    [Fact]
    public void A_document_type_is_not_followed()
    {
        var error = Parse(
            """
            <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
            <RemoteException><message>&e;</message></RemoteException>
            """);

        error.Message.Should().NotContain("root:");
    }

    [Fact]
    public void A_long_page_is_cut() => Parse(new string('x', 60_000)).Message.Length.Should().BeLessThan(5000);

    static RemoteError Parse(string body) => RemoteErrorReader.Parse(body, HttpStatusCode.ServiceUnavailable);
}
