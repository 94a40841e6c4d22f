using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace FlinkYarn.AppMaster.Tests.Rest;

/// <summary>What the ApplicationMaster tells of itself, and the names by which nothing else is read.</summary>
public sealed class MasterResourceTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_configuration_has_its_secrets_masked()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);

        var text = await client.GetStringAsync("/jobmanager/config", Cancel);

        text.Should().Contain("""{"key":"rest.x","value":"y"}""").And.Contain("my.password")
            .And.NotContain("open sesame");
    }

    [Fact]
    public async Task The_environment_names_dotnet_and_no_variable_of_others()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);

        var text = await client.GetStringAsync("/jobmanager/environment", Cancel);

        var environment = JsonDocument.Parse(text).RootElement;
        environment.GetProperty("jvm").GetProperty("version").GetString().Should().StartWith(".NET 10.");
        environment.GetProperty("jvm").GetProperty("options").EnumerateArray()
            .Should().OnlyContain(option => option.GetString()!.StartsWith("DOTNET_"));
        environment.GetProperty("classpath").EnumerateArray()
            .Should().Contain(assembly => assembly.GetString()!.EndsWith("System.Text.Json.dll"));
        environment.GetProperty("process").GetProperty("id").GetInt32().Should().Be(Environment.ProcessId);
    }

    [Fact]
    public async Task A_dashboard_is_told_what_it_may_offer()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);

        var configuration = JsonDocument.Parse(await client.GetStringAsync("/config", Cancel)).RootElement;

        configuration.GetProperty("refresh-interval").GetInt32().Should().Be(3000);
        configuration.GetProperty("features").GetRawText().Should().Be(
            """{"web-submit":false,"web-cancel":true,"web-rescale":false,"web-history":false}""");
    }

    [Fact]
    public async Task Logs_are_listed_and_read_while_they_are_written()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);
        await using var log = new StreamWriter(Path.Combine(master.LogFolder, "jobmanager.log"));
        await log.WriteAsync("a line");
        await log.FlushAsync(Cancel);

        var list = JsonDocument.Parse(await client.GetStringAsync("/v1/jobmanager/logs", Cancel)).RootElement;

        var file = list.GetProperty("logs").EnumerateArray().Should().ContainSingle().Subject;
        file.GetProperty("name").GetString().Should().Be("jobmanager.log");
        file.GetProperty("size").GetInt64().Should().Be(6);
        (await client.GetStringAsync("/jobmanager/logs/jobmanager.log", Cancel)).Should().Be("a line");
        (await client.GetStringAsync("/jobmanager/log", Cancel)).Should().Be("a line");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_log_that_grows_or_is_cut_while_it_is_sent_is_read_to_its_end(int change)
    {
        // More than sockets and buffers hold, so that the server is still sending when the file changes.
        const int length = 64 << 20;
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);
        await using var log = new FileStream(
            Path.Combine(master.LogFolder, "jobmanager.log"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        log.SetLength(length);
        using var answer = await client.GetAsync(
            "/jobmanager/log", HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var content = await answer.Content.ReadAsStreamAsync(Cancel);
        await content.ReadExactlyAsync(new byte[1], Cancel);

        log.SetLength(length + (change * length / 4));

        using var rest = new MemoryStream();
        await content.CopyToAsync(rest, Cancel);
        (rest.Length + 1).Should().Be(change > 0 ? length : length * 3 / 4);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret.txt")]
    [InlineData("%2e%2e%2fsecret.txt")]
    [InlineData("%252e%252e%252fsecret.txt")]
    [InlineData("..%5csecret.txt")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("C:%5cwindows")]
    [InlineData("link.log")]
    [InlineData("JOBMANAGER.LOG")]
    [InlineData("jobmanager.log%00.txt")]
    [InlineData("")]
    public async Task No_name_leads_out_of_the_log_folder(string name)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);
        var outside = Path.Combine(master.LogFolder, "..", "secret.txt");
        await File.WriteAllTextAsync(outside, "not yours", Cancel);
        await File.WriteAllTextAsync(Path.Combine(master.LogFolder, "jobmanager.log"), "a line", Cancel);
        File.CreateSymbolicLink(Path.Combine(master.LogFolder, "link.log"), outside);

        using var answer = await client.GetAsync(
            new Uri($"https://127.0.0.1:{master.Port}/jobmanager/logs/{name}", new UriCreationOptions
            {
                DangerousDisablePathAndQueryCanonicalization = true,
            }), Cancel);

        if (name.Length > 0)
        {
            answer.StatusCode.Should().BeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        }

        (await answer.Content.ReadAsStringAsync(Cancel)).Should().NotContain("not yours")
            .And.NotContain(Path.GetFileName(Path.GetDirectoryName(master.LogFolder)!)).And.NotContain("a line");
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/nothing.html")]
    [InlineData("/v2/overview")]
    [InlineData("/jobs/x/vertices/y")]
    [InlineData("/jobs/x/vertices/y/subtasktimes")]
    [InlineData("/jobs/x/vertices/y/taskmanagers")]
    [InlineData("/jobs/x/vertices/y/subtasks/0/attempts/0")]
    [InlineData("/jobs/x/exceptions")]
    [InlineData("/jobs/x/plan")]
    [InlineData("/jobs/x/config")]
    [InlineData("/jobs/x/yarn-cancel")]
    [InlineData("/taskmanagers/container_1")]
    public async Task What_is_not_there_is_said_in_flinks_form(string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);

        using var answer = await client.GetAsync(path, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors")
            .GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("/jobs/x/exceptions?maxExceptions=many")]
    [InlineData("/v1/jobs/x/execution-result?wait=long")]
    public async Task A_parameter_that_is_no_number_is_refused_in_flinks_form(string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = Authorized(master);
        using var stranger = master.Client();

        using var answer = await client.GetAsync(path, Cancel);
        using var toStranger = await stranger.GetAsync(path, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().StartWith("{\"errors\":[\"A parameter");
        toStranger.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/jobmanager/config")]
    [InlineData("/jobmanager/environment")]
    [InlineData("/jobmanager/logs")]
    [InlineData("/jobmanager/logs/jobmanager.log")]
    [InlineData("/jobs/x/yarn-cancel")]
    [InlineData("/jobs/x/plan")]
    [InlineData("/jobs/x/vertices/y/subtasktimes")]
    [InlineData("/config")]
    [InlineData("/jobs")]
    [InlineData("/jobs/x/exceptions")]
    [InlineData("/nothing")]
    public async Task All_of_it_needs_the_secret(string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.Client();

        using var answer = await client.GetAsync(path, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    static HttpClient Authorized(RunningMaster master)
    {
        var client = master.Client();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", master.Credentials.Secret);
        return client;
    }
}
