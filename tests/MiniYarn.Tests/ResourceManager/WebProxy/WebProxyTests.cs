using System.Net;
using System.Text;
using FlinkYarn.MiniYarn.Http;
using FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.WebProxy;

public sealed class WebProxyTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_get_reaches_the_tracking_url_with_path_query_and_few_headers()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var application = await EchoAsync();
        var id = await RunAsync(cluster, application);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/proxy/{id}/jobs/overview?a=1&user.name=bob");
        request.Headers.Add("Accept", "text/plain");
        request.Headers.Add("Authorization", "Bearer secret");

        var answer = await cluster.Http.SendAsync(request, Cancel);

        (await answer.Content.ReadAsStringAsync(Cancel)).Should().Be(
            "GET /ui/jobs/overview ?a=1&user.name=bob accept=text/plain authorization= cookie=proxy-user=bob body=");
        answer.Headers.GetValues("X-Echo").Should().Equal("yes");
    }

    [Fact]
    public async Task A_put_loses_its_line_ends_as_behind_the_real_proxy()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var application = await EchoAsync();
        var id = await RunAsync(cluster, application);

        var answer = await cluster.Http.PutAsync($"/proxy/{id}/x", new StringContent("{\n \"a\": 1\r\n}"), Cancel);

        (await answer.Content.ReadAsStringAsync(Cancel)).Should().EndWith("body={ \"a\": 1}");
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var application = await EchoAsync();
        var id = await RunAsync(cluster, application);

        (await cluster.Http.PostAsync($"/proxy/{id}/x", null, Cancel)).StatusCode
            .Should().Be(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task Without_a_tracking_url_the_way_leads_to_the_page_of_the_application()
    {
        await using var cluster = await TestCluster.StartAsync();
        var id = await cluster.SubmitAsync();

        var answer = await cluster.Http.GetAsync($"/proxy/{id}/", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.Should().Be($"/cluster/app/{id}");
        (await cluster.Http.GetStringAsync(answer.Headers.Location, Cancel)).Should().Contain(id).And.Contain("sample");
    }

    static async Task<string> RunAsync(TestCluster cluster, LoopbackServer application)
    {
        var id = await cluster.SubmitAsync();
        await using var master = cluster.Master(await cluster.Node.LaunchAsync());
        await master.RegisterAsync("h", 1, $"{application.Authority}/ui", Cancel);
        return id;
    }

    static Task<LoopbackServer> EchoAsync() => LoopbackServer.StartAsync(0, server => server.Map(
        "/{**path}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            var headers = context.Request.Headers;
            context.Response.Headers["X-Echo"] = "yes";
            return $"{context.Request.Method} {context.Request.Path} {context.Request.QueryString} "
                + $"accept={headers.Accept} authorization={headers.Authorization} cookie={headers.Cookie} "
                + $"body={await reader.ReadToEndAsync(context.RequestAborted)}";
        }));
}
