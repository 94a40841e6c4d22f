using System.Globalization;
using System.Net;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography;
using FlinkYarn.Runtime.Failures;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.AppMaster.Tests.Rest;

public sealed class RestSecurityTests
{
    const string Listening = "0A";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/overview")]
    [InlineData("/v1/overview")]
    [InlineData("/taskmanagers")]
    [InlineData("/v1/jobs/overview")]
    public async Task Who_knows_the_secret_is_let_in(string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.Client();

        using var answer = await AskAsync(client, HttpMethod.Get, path, $"Bearer {master.Credentials.Secret}");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task The_applications_certificate_may_be_shown_and_does_not_replace_the_secret()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.Client(shown: master.Credentials);

        using var known = await AskAsync(client, HttpMethod.Get, "/overview", $"Bearer {master.Credentials.Secret}");
        using var unknown = await AskAsync(client, HttpMethod.Get, "/overview", authorization: null);

        known.StatusCode.Should().Be(HttpStatusCode.OK);
        unknown.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("GET", "/overview")]
    [InlineData("GET", "/taskmanagers")]
    [InlineData("GET", "/jobs/overview")]
    [InlineData("GET", "/jobs/x")]
    [InlineData("GET", "/jobs/x/status")]
    [InlineData("GET", "/jobs/x/execution-result")]
    [InlineData("GET", "/jobs/x/collected/y")]
    [InlineData("PATCH", "/jobs/x")]
    public async Task Every_path_is_closed_to_who_does_not_know_the_secret(string method, string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.Client();
        var secret = master.Credentials.Secret!;

        foreach (var authorization in (string?[])
            [null, "Bearer", "Bearer ", "Bearer wrong", $"Bearer {secret}0", $"Bearer {secret[..^1]}",
                $"Bearer {secret.ToUpperInvariant()}", $"Basic {secret}", secret])
        {
            foreach (var prefix in (string[])["", "/v1"])
            {
                using var answer = await AskAsync(client, new HttpMethod(method), prefix + path, authorization);

                answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized, $"of '{authorization}'");
                (await answer.Content.ReadAsStringAsync(Cancel)).Should().NotContain(secret);
            }
        }
    }

    [Fact]
    public async Task A_caller_leaves_a_server_that_shows_another_certificate_before_it_says_the_secret()
    {
        await using var master = await RunningMaster.StartAsync();
        using var expected = ApplicationCredentials.Create("application_1795414646467_0005", TimeProvider.System);
        using var client = master.Client(believed: expected);

        var asking = () => AskAsync(client, HttpMethod.Get, "/overview", $"Bearer {expected.Secret}");

        (await asking.Should().ThrowAsync<HttpRequestException>()).WithInnerException<AuthenticationException>();
    }

    [Fact]
    public async Task A_caller_that_shows_another_certificate_is_refused_although_it_knows_the_secret()
    {
        await using var master = await RunningMaster.StartAsync();
        using var other = ApplicationCredentials.Create("application_1795414646467_0005", TimeProvider.System);
        using var client = master.Client(shown: other);

        var asking = () => AskAsync(client, HttpMethod.Get, "/overview", $"Bearer {master.Credentials.Secret}");

        await asking.Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Nothing_is_served_without_tls()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.Client(scheme: "http");

        var asking = () => AskAsync(client, HttpMethod.Get, "/overview", $"Bearer {master.Credentials.Secret}");

        await asking.Should().ThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task No_server_is_started_on_all_addresses(string address)
    {
        var starting = () => RunningMaster.StartAsync(IPAddress.Parse(address));

        await starting.Should().ThrowAsync<InvariantException>();
    }

    [Fact]
    public async Task The_server_listens_on_its_one_address_only()
    {
        await using var master = await RunningMaster.StartAsync();

        // /proc/net/tcp: the local address is the second word, its bytes in reverse, the state the fourth (proc(5)).
        var port = master.Port.ToString("X4", CultureInfo.InvariantCulture);
        var listeners = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[3] == Listening && words[1].EndsWith($":{port}", StringComparison.Ordinal))
            .Select(words => words[1]);

        listeners.Should().Equal($"0100007F:{port}");
    }

    [Fact]
    public async Task The_address_is_the_nodes_own()
    {
        var container = new ContainerEnvironment
        {
            Host = "localhost",
            Attempt = 1,
            LogFolder = "",
            Credentials = FlinkYarn.Hadoop.Security.CredentialsFile.Empty,
            TaskManagerResources = [],
            Hadoop = FlinkYarn.Hadoop.Configuration.HadoopEnvironment.Empty,
        };

        (await container.ResolveAsync(Cancel)).Should().Be(IPAddress.Loopback);
    }

    [Theory]
    [InlineData(nameof(ApplicationCredentials.IsSecret))]
    [InlineData(nameof(ApplicationCredentials.IsPinned))]
    public void A_secret_is_compared_in_constant_time_and_in_no_other_way(string method)
    {
        var called = CallsOf(typeof(ApplicationCredentials).GetMethod(method)!);

        called.Should().Contain(nameof(CryptographicOperations.FixedTimeEquals));
        called.Should().NotContain(["op_Equality", "Equals", "SequenceEqual", "Compare"]);
    }

    // Every four bytes that are a method's token: a few too many, if anything.
    static List<string> CallsOf(MethodInfo method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        return [.. Enumerable.Range(0, code.Length - sizeof(int))
            .Where(place => code[place] is 0x28 or 0x6F)
            .Select(place => BitConverter.ToInt32(code, place + 1))
            .Where(token => (token >>> 24) is 0x06 or 0x0A or 0x2B)
            .Select(token => method.Module.ResolveMethod(token)!.Name)];
    }

    static async Task<HttpResponseMessage> AskAsync(
        HttpClient client, HttpMethod method, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(method, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await client.SendAsync(request, Cancel);
    }
}
