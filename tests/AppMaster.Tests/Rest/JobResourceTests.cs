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
        using var client = master.AuthorizedClient();

        var job = (await AskAsync(client, "/jobs")).GetProperty("jobs")[0];
        job.GetProperty("status").GetString().Should().BeOneOf("CREATED", "RUNNING");
        var path = $"/jobs/{job.GetProperty("id").GetString()}";
        var vertex = (await AskAsync(client, path)).GetProperty("vertices")[0].GetProperty("id").GetString();

        var subtasks = (await AskAsync(client, $"{path}/vertices/{vertex}")).GetProperty("subtasks");
        subtasks.GetArrayLength().Should().Be(2);
        var second = await AskAsync(client, $"{path}/vertices/{vertex}/subtasks/1");
        second.GetProperty("subtask").GetInt32().Should().Be(1);
        second.GetProperty("status").GetString().Should().BeOneOf("CREATED", "SCHEDULED");
        second.GetProperty("taskmanager-id").ValueKind.Should().Be(JsonValueKind.Null, "it has no slot yet");
        (await AskAsync(client, $"{path}/exceptions")).GetProperty("exceptionHistory").GetProperty("entries")
            .GetArrayLength().Should().Be(0);
    }

    static async Task<JsonElement> AskAsync(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Cancel)).RootElement;
}
