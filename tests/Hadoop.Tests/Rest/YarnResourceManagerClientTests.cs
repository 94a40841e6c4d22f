using System.Net;
using FlinkYarn.Hadoop.Http;
using FlinkYarn.Hadoop.Rest;
using FlinkYarn.Hadoop.Tests.Http;

namespace FlinkYarn.Hadoop.Tests.Rest;

/// <summary>yarn-protocol.md, section 11, points 32 and 33: submit, kill, failover.</summary>
public sealed class YarnResourceManagerClientTests
{
    const string Apps = "/ws/v1/cluster/apps";
    const string Known = """{"app":{"id":"application_1795414646467_0005","state":"ACCEPTED"}}""";

    static readonly Uri First = new("http://rm1:8088");
    static readonly Uri Second = new("http://rm2:8088");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submit_is_sent_once_and_names_the_user()
    {
        var server = new FakeServer(_ => FakeServer.Empty(HttpStatusCode.Accepted));

        await Client(server).SubmitAsync(Samples.Context(), Cancel);

        var request = server.Requests.Should().ContainSingle().Subject;
        request.Line.Should().Be("POST rm1:8088" + Apps);
        request.Uri.Query.Should().Be("?user.name=alice");
        request.Headers.Should().ContainKey("X-XSRF-HEADER").And.NotContainKey("Cookie");
        request.Headers["Accept"].Should().Be("application/json");
    }

    [Fact]
    public async Task A_lost_submit_answer_is_looked_up_before_it_is_sent_again()
    {
        var server = new FakeServer(request => request.Method == "POST"
            ? throw FakeServer.Broken()
            : FakeServer.Json(Known));

        await Client(server).SubmitAsync(Samples.Context(), Cancel);

        server.Requests.Select(request => request.Method).Should().Equal("POST", "GET");
    }

    [Fact]
    public async Task A_lost_submit_that_never_arrived_is_sent_again_after_the_look()
    {
        var posts = 0;
        var server = new FakeServer(request => request.Method == "GET"
            ? FakeServer.Remote(HttpStatusCode.NotFound, "NotFoundException")
            : posts++ == 0 ? throw FakeServer.Broken()
            : FakeServer.Empty(HttpStatusCode.Accepted));

        await Client(server).SubmitAsync(Samples.Context(), Cancel);

        server.Requests.Select(request => request.Method).Should().Equal("POST", "GET", "POST");
    }

    [Fact]
    public async Task An_html_404_does_not_pass_for_an_unknown_application()
    {
        var server = new FakeServer(request => request.Method == "POST"
            ? throw FakeServer.Broken()
            : new HttpResponseMessage(HttpStatusCode.NotFound)
                { Content = new StringContent("<html>Not here</html>") });

        var submit = () => Client(server).SubmitAsync(Samples.Context(), Cancel);

        (await submit.Should().ThrowAsync<HadoopHttpException>()).WithMessage("*Not here*");
        server.Requests.Count(request => request.Method == "POST").Should().Be(1);
    }

    [Fact]
    public async Task A_refused_submit_is_not_repeated()
    {
        var server = new FakeServer(_ => FakeServer.Remote(HttpStatusCode.BadRequest, "BadRequestException"));

        var submit = () => Client(server).SubmitAsync(Samples.Context(), Cancel);

        (await submit.Should().ThrowAsync<YarnRequestRefusedException>()).WithMessage("*the server's words*");
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_bug_of_the_server_is_not_repeated()
    {
        var server = new FakeServer(_ =>
            FakeServer.Remote(HttpStatusCode.ServiceUnavailable, "NullPointerException", "java.lang"));

        var submit = () => Client(server).SubmitAsync(Samples.Context(), Cancel);

        await submit.Should().ThrowAsync<HadoopHttpException>();
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_duplicate_submit_is_accepted_as_the_rm_accepts_it()
    {
        var server = new FakeServer(_ => FakeServer.Empty(HttpStatusCode.Accepted));
        using var client = Client(server);

        await client.SubmitAsync(Samples.Context(), Cancel);
        await client.SubmitAsync(Samples.Context(), Cancel);

        server.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_application_that_fails_after_202_is_watched_to_its_diagnostics()
    {
        string[] states = ["NEW", "NEW", "FAILED"];
        var asked = 0;
        var server = new FakeServer(_ => FakeServer.Json(
            $$$"""
            {"app":{"id":"a","state":"{{{states[asked]}}}",
            "diagnostics":"{{{(asked++ < 2 ? "" : "unknown queue: x")}}}"}}
            """));

        var seen = await Client(server).WatchAsync("a", TimeSpan.FromMilliseconds(250), Cancel).ToListAsync(Cancel);

        seen.Select(app => app.State).Should().Equal(YarnApplicationState.New, YarnApplicationState.Failed);
        seen[^1].Diagnostics.Should().Be("unknown queue: x");
    }

    [Fact]
    public async Task A_kill_is_repeated_until_the_rm_has_done_it()
    {
        var orders = 0;
        var server = new FakeServer(request => request.Method == "GET" ? FakeServer.Json("""{"state":"KILLED"}""")
            : ++orders < 3 ? FakeServer.Json("""{"state":"RUNNING"}""", HttpStatusCode.Accepted)
            : FakeServer.Json("""{"state":"KILLED"}"""));

        var state = await Client(server).KillAsync("application_1_0001", "enough", Cancel);

        state.Should().Be(YarnApplicationState.Killed);
        orders.Should().Be(3);
        server.Requests[0].Text.Should().Be("""{"state":"KILLED","diagnostics":"enough"}""");
    }

    [Fact]
    public async Task A_kill_that_never_takes_effect_ends_with_its_budget()
    {
        var server = new FakeServer(_ => FakeServer.Json("""{"state":"RUNNING"}""", HttpStatusCode.Accepted));

        var kill = () => Client(server).KillAsync("application_1_0001", null, Cancel);

        (await kill.Should().ThrowAsync<TimeoutException>()).WithMessage("*application_1_0001*Running*");
    }

    [Fact]
    public async Task A_307_with_location_leads_to_the_active_rm_at_once()
    {
        var server = new FakeServer(request => request.Uri.Host == "rm1"
            ? FakeServer.Redirect($"http://rm2:8088{request.Uri.PathAndQuery}")
            : FakeServer.Empty(HttpStatusCode.Accepted));
        using var client = Client(server, First, Second);

        await client.SubmitAsync(Samples.Context(), Cancel);

        server.Requests.Select(request => request.Line).Should().Equal("POST rm1:8088" + Apps, "POST rm2:8088" + Apps);
        server.Requests[1].Body.Should().Equal(server.Requests[0].Body);
        server.Requests[1].Uri.Query.Should().Be("?user.name=alice");
        server.Time.Delays.Should().BeEmpty();
        client.Address.Should().Be(Second);
    }

    [Fact]
    public async Task An_active_rm_that_was_not_configured_is_followed_too()
    {
        var server = new FakeServer(request => request.Uri.Host == "rm1"
            ? FakeServer.Redirect($"http://rm2.example:8088{request.Uri.PathAndQuery}")
            : FakeServer.Json(Known));

        var application = await Client(server).GetApplicationAsync("x", Cancel);

        application.State.Should().Be(YarnApplicationState.Accepted);
    }

    [Fact]
    public async Task A_307_without_location_is_waited_out_over_both_rms()
    {
        var answers = 0;
        var server = new FakeServer(_ => ++answers < 6 ? FakeServer.Redirect(null) : FakeServer.Json(Known));

        await Client(server, First, Second).GetApplicationAsync("x", Cancel);

        server.Requests.Select(request => request.Uri.Host).Should().Equal("rm1", "rm2", "rm1", "rm2", "rm1", "rm2");
        server.Time.Delays.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_dead_rm_is_left_for_its_partner_without_delay()
    {
        var server = new FakeServer(request => request.Uri.Host == "rm1"
            ? throw FakeServer.Broken()
            : FakeServer.Json(Known));
        using var client = Client(server, First, Second);

        await client.GetApplicationAsync("x", Cancel);
        await client.GetApplicationAsync("x", Cancel);

        server.Requests.Select(request => request.Uri.Host).Should().Equal("rm1", "rm2", "rm2");
        server.Time.Delays.Should().BeEmpty();
    }

    [Fact]
    public async Task Retries_end_with_their_budget_and_the_last_error()
    {
        var server = new FakeServer(_ => FakeServer.Remote(HttpStatusCode.ServiceUnavailable, "ServiceException"));

        var ask = () => Client(server).GetMetricsAsync(Cancel);

        (await ask.Should().ThrowAsync<HadoopHttpException>()).WithMessage("*the server's words*");
        server.Requests.Should().HaveCount(1 + new HadoopRetryOptions().MaxRetries);
        server.Time.Delays.Should().OnlyContain(delay => delay <= new HadoopRetryOptions().LongestDelay);
    }

    [Fact]
    public async Task A_cookie_of_one_user_does_not_reach_anothers_requests()
    {
        var server = new FakeServer(_ =>
        {
            var response = FakeServer.Json(
                """{"application-id":"a","maximum-resource-capability":{"memory":1,"vCores":1}}""");
            response.Headers.Add("Set-Cookie", "hadoop.auth=\"u=alice\"; Path=/; HttpOnly");
            return response;
        });
        using var alice = Client(server);
        using var bob = new YarnResourceManagerClient([First], new SimpleAuthentication("bob"), server.Options);

        await alice.NewApplicationAsync(Cancel);
        await bob.NewApplicationAsync(Cancel);
        await alice.NewApplicationAsync(Cancel);

        server.Requests.Should().OnlyContain(request => !request.Headers.ContainsKey("Cookie"));
        server.Requests.Select(request => request.Uri.Query).Should()
            .Equal("?user.name=alice", "?user.name=bob", "?user.name=alice");
        ((SocketsHttpHandler)HadoopHttpHandler.CreateTransport()).UseCookies.Should().BeFalse();
    }

    [Fact]
    public async Task The_scheduler_addresses_of_a_pair_come_from_the_rm()
    {
        var values = new Dictionary<string, string>
        {
            ["yarn.resourcemanager.ha.enabled"] = "true",
            ["yarn.resourcemanager.ha.rm-ids"] = "a,b",
            ["yarn.resourcemanager.scheduler.address.a"] = "host-a:9030",
            ["yarn.resourcemanager.hostname.b"] = "host-b",
        };
        var server = new FakeServer(request =>
        {
            var name = request.Uri.Query.Split("name=")[1].Split('&')[0];
            return values.TryGetValue(name, out var value)
                ? FakeServer.Json($$$"""{"property":{"key":"{{{name}}}","value":"{{{value}}}"}}""")
                : FakeServer.Empty(HttpStatusCode.NotFound);
        });

        var addresses = await Client(server).GetSchedulerAddressesAsync(Cancel);

        addresses.Select(address => $"{address.Host}:{address.Port}").Should().Equal("host-a:9030", "host-b:8030");
    }

    [Fact]
    public async Task An_rm_that_listens_everywhere_is_reached_where_it_answered()
    {
        var server = new FakeServer(request => request.Uri.Query.Contains("scheduler.address")
            ? FakeServer.Json("""{"property":{"key":"k","value":"0.0.0.0:8030"}}""")
            : FakeServer.Empty(HttpStatusCode.NotFound));

        var addresses = await Client(server).GetSchedulerAddressesAsync(Cancel);

        addresses.Should().ContainSingle().Which.Host.Should().Be("rm1");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, true)]
    [InlineData(HttpStatusCode.MethodNotAllowed, false)]
    public async Task A_role_is_told_by_status(HttpStatusCode status, bool isActive) =>
        (await Client(new FakeServer(_ => FakeServer.Empty(status))).IsActiveAsync(Cancel)).Should().Be(isActive);

    [Theory]
    [InlineData("App submission via REST is disabled.")]
    [InlineData("{\"RemoteException\":{\"exception\":\"ForbiddenException\",\"message\":\"no\"}}")]
    public async Task A_403_of_any_form_is_an_access_error(string body)
    {
        var server = new FakeServer(_ => FakeServer.Json(body, HttpStatusCode.Forbidden));

        var submit = () => Client(server).SubmitAsync(Samples.Context(), Cancel);

        await submit.Should().ThrowAsync<HadoopAccessException>();
    }

    static YarnResourceManagerClient Client(FakeServer server, params Uri[] addresses) =>
        new(addresses.Length == 0 ? [First] : addresses, new SimpleAuthentication("alice"), server.Options);
}
