using System.Net;
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
        using var client = master.AuthorizedClient();

        var text = await client.GetStringAsync("/jobmanager/config", Cancel);

        text.Should().Contain("""{"key":"rest.x","value":"y"}""").And.Contain("my.password")
            .And.NotContain("open sesame");
    }

    [Fact]
    public async Task Logs_are_listed_and_read_while_they_are_written()
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.AuthorizedClient();
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
        using var client = master.AuthorizedClient();
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
    [InlineData("/jobs/x/exceptions")]
    [InlineData("/taskmanagers/container_1")]
    public async Task What_is_not_there_is_said_in_flinks_form(string path)
    {
        await using var master = await RunningMaster.StartAsync();
        using var client = master.AuthorizedClient();

        using var answer = await client.GetAsync(path, Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors")
            .GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("/jobmanager/config")]
    [InlineData("/jobmanager/logs")]
    [InlineData("/jobmanager/logs/jobmanager.log")]
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
}
