using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FlinkYarn.AppMaster.JobManager;
using FlinkYarn.AppMaster.Tests.Kit;

namespace FlinkYarn.AppMaster.Tests.Rest;

/// <summary>A job that waits for its first TaskManager, in Flink's words.</summary>
public sealed class JobResourceTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_told_with_its_vertices_and_their_subtasks()
    {
        var graph = TestMaster.Graph(2, environment => environment.FromSequence(1, 10).Print());
        await using var master = await RunningMaster.StartAsync(job: new JobSubmission(graph, []));
        using var client = Authorized(master);

        var job = (await AskAsync(client, "/jobs")).GetProperty("jobs")[0];
        job.GetProperty("status").GetString().Should().BeOneOf("CREATED", "RUNNING");
        var path = $"/jobs/{job.GetProperty("id").GetString()}";
        var vertex = (await AskAsync(client, path)).GetProperty("vertices")[0].GetProperty("id").GetString();

        var subtasks = (await AskAsync(client, $"{path}/vertices/{vertex}")).GetProperty("subtasks");
        subtasks.GetArrayLength().Should().Be(2);
        var second = await AskAsync(client, $"{path}/vertices/{vertex}/subtasks/1");
        second.GetProperty("subtask").GetInt32().Should().Be(1);
        second.GetProperty("status").GetString().Should().BeOneOf("CREATED", "SCHEDULED");
        second.GetProperty("taskmanager-id").GetString().Should().Be("(unassigned)", "it has no slot yet");
        (await AskAsync(client, $"{path}/exceptions")).GetProperty("exceptionHistory").GetProperty("entries")
            .GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_job_is_cancelled_by_get_and_all_that_is_known_of_it_stays()
    {
        var graph = TestMaster.Graph(2, environment => environment.FromSequence(1, 10).Print());
        await using var master = await RunningMaster.StartAsync(job: new JobSubmission(graph, []));
        using var client = Authorized(master);
        var path = $"/jobs/{graph.JobId}";

        using var cancelled = await client.GetAsync($"{path}/yarn-cancel", Cancel);

        cancelled.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await cancelled.Content.ReadAsStringAsync(Cancel)).Should().Be("{}");
        var result = await AskAsync(client, $"{path}/execution-result?wait=10000");
        result.GetProperty("job-execution-result").GetProperty("application-status").GetString()
            .Should().Be("CANCELED");
        var vertex = $"{path}/vertices/{graph.Vertices[0].Id}";
        foreach (var answering in (string[])
            [path, $"{path}/plan", $"{path}/config", $"{path}/exceptions", vertex, $"{vertex}/subtasktimes",
                $"{vertex}/taskmanagers", $"{vertex}/subtasks/1", $"{vertex}/subtasks/1/attempts/0"])
        {
            (await AskAsync(client, answering)).ValueKind.Should().Be(JsonValueKind.Object, answering);
            (await AskAsync(client, "/v1" + answering)).ValueKind.Should().Be(JsonValueKind.Object, answering);
        }

        (await AskAsync(client, $"{vertex}/subtasks/1/attempts/0")).GetProperty("status").GetString().Should()
            .Be("CANCELED");
    }

    [Theory]
    [InlineData("subtasks/2", 404)]
    [InlineData("subtasks/-1", 404)]
    [InlineData("subtasks/0/attempts/1", 404)]
    [InlineData("subtasks/x", 404)]
    [InlineData("nothing", 404)]
    public async Task What_a_vertex_has_not_is_refused(string under, int status)
    {
        var graph = TestMaster.Graph(2, environment => environment.FromSequence(1, 10).Print());
        await using var master = await RunningMaster.StartAsync(job: new JobSubmission(graph, []));
        using var client = Authorized(master);

        using var answer = await client.GetAsync(
            $"/jobs/{graph.JobId}/vertices/{graph.Vertices[0].Id}/{under}", Cancel);

        ((int)answer.StatusCode).Should().Be(status);
        (await answer.Content.ReadAsStringAsync(Cancel)).Should().StartWith("{\"errors\":[");
    }

    [Fact]
    public async Task Fewer_exceptions_than_none_cannot_be_asked_for()
    {
        var graph = TestMaster.Graph(1, environment => environment.FromSequence(1, 10).Print());
        await using var master = await RunningMaster.StartAsync(job: new JobSubmission(graph, []));
        using var client = Authorized(master);

        using var answer = await client.GetAsync($"/jobs/{graph.JobId}/exceptions?maxExceptions=-1", Cancel);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    static HttpClient Authorized(RunningMaster master)
    {
        var client = master.Client();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", master.Credentials.Secret);
        return client;
    }

    static async Task<JsonElement> AskAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Cancel)).RootElement;
}
