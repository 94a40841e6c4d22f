using System.Net;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.AppMaster.Tests.Rest;

namespace FlinkYarn.AppMaster.Tests.Web;

/// <summary>What stands behind the tracking URL and who gets to it.</summary>
public sealed class PageServerTests
{
    // As the caller of these tests is, and as none is (RFC 5737).
    static readonly Uri Here = new("http://127.0.0.1:8088");
    static readonly Uri Elsewhere = new("http://192.0.2.7:8088");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_proxy_is_shown_the_jobs_with_every_name_encoded()
    {
        var graph = TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print());
        await using var master = await RunningMaster.StartAsync(
            proxy: Here, job: new JobSubmission(graph with { Name = "<script>alert(1)</script>" }, []));

        using var answer = await AskAsync(master, "/");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Contain("application_1795414646467_0005")
            .And.Contain("&lt;script&gt;").And.NotContain("<script>").And.NotContain(master.Credentials.Secret!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alice")]
    public async Task Who_comes_by_itself_is_sent_to_the_proxy_whatever_name_it_gives(string? user)
    {
        await using var master = await RunningMaster.StartAsync(proxy: Elsewhere);

        using var answer = await AskAsync(master, "/", user);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location.Should().Be("http://192.0.2.7:8088/proxy/redirect/application_1795414646467_0005/");
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_known_proxy_nobody_sees_it()
    {
        await using var master = await RunningMaster.StartAsync();

        using var answer = await AskAsync(master, "/", "alice");

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData(null, "bob", HttpStatusCode.OK)]
    [InlineData("bob,carol staff", "carol", HttpStatusCode.OK)]
    [InlineData("bob,carol staff", "alice", HttpStatusCode.OK)]
    [InlineData("bob,carol staff", "staff", HttpStatusCode.Forbidden)]
    [InlineData("bob", null, HttpStatusCode.Forbidden)]
    [InlineData("bob", "bobby", HttpStatusCode.Forbidden)]
    [InlineData(" staff", "bob", HttpStatusCode.Forbidden)]
    [InlineData(" staff", "", HttpStatusCode.Forbidden)]
    [InlineData("*", "anybody", HttpStatusCode.OK)]
    public async Task The_view_acl_says_whom_the_proxy_may_show_it_to(
        string? acl, string? user, HttpStatusCode expected)
    {
        await using var master = await RunningMaster.StartAsync(proxy: Here, viewAcl: acl);

        using var answer = await AskAsync(master, "/", user);

        answer.StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("GET", "/overview", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/jobs/overview", HttpStatusCode.NotFound)]
    [InlineData("GET", "/%2e%2e%2fetc/passwd", HttpStatusCode.NotFound)]
    [InlineData("GET", "//", HttpStatusCode.NotFound)]
    [InlineData("PATCH", "/jobs/x", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/cluster", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/jobs", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/", HttpStatusCode.MethodNotAllowed)]
    public async Task Nothing_else_is_there_even_for_who_knows_the_secret(
        string method, string path, HttpStatusCode expected)
    {
        await using var master = await RunningMaster.StartAsync(proxy: Here);

        using var answer = await AskAsync(master, path, "alice", method, master.Credentials.Secret);

        answer.StatusCode.Should().Be(expected);
    }

    static async Task<HttpResponseMessage> AskAsync(
        RunningMaster master, string path, string? user = null, string method = "GET", string? secret = null)
    {
        using var client = new HttpClient(
            new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(
            new HttpMethod(method), $"http://127.0.0.1:{master.PagePort}{path}");
        if (user is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"proxy-user={user}");
        }

        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {secret}");
        }

        return await client.SendAsync(request, Cancel);
    }
}
