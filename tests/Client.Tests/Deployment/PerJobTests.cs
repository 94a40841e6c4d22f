using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary><c>run -t yarn-per-job</c> against a fake cluster, from the command line to the last request.</summary>
public sealed class PerJobTests : IAsyncLifetime
{
    readonly CommandRun command = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task A_job_runs_and_nothing_but_the_cache_stays()
    {
        cluster.Launch = async (it, application) =>
        {
            var master = await it.RegisterAsync(application);
            _ = command.Printed("TaskManagers: 2 of 2").ContinueWith(_ => master.Finish(), TaskScheduler.Default);
        };

        var code = await RunAsync();

        code.Should().Be(0, command.Everything);
        command.Output.Should().Contain("Job has been submitted with JobID ")
            .And.Contain("Program execution finished")
            .And.Contain("Job Runtime: 4321 ms")
            .And.Contain("TaskManagers: 2 of 2")
            .And.Contain("JobManager Web Interface: http://proxy/")
            .And.MatchRegex(@"Final status\s+SUCCEEDED");
        cluster.NameNode.Paths.Should().NotContain(path => path.Contains("application_"));
        cluster.NameNode.Paths.Count(path => path.EndsWith(".tar.gz")).Should().Be(
            2, "distribution and program are kept");
    }

    [Fact]
    public async Task Everything_is_staged_before_the_submit_and_readable_by_its_owner_only()
    {
        Dictionary<string, string> staged = [];
        cluster.Launch = async (it, application) =>
        {
            staged = it.NameNode.Paths.ToDictionary(path => path, it.NameNode.ModeOf);
            (await it.RegisterAsync(application)).Finish();
        };

        await RunAsync();

        staged.Where(entry => entry.Key.Contains("application_") && !entry.Key.EndsWith("0001"))
            .Select(entry => Path.GetFileName(entry.Key)).Should().BeEquivalentTo(
                "application.json", "application.pfx", "application.secret", "config.yaml", "job.graph");
        staged.Should()
            .OnlyContain(entry => entry.Value == (Path.HasExtension(entry.Key) && !entry.Key.EndsWith("/.flinkyarn")
            ? "600" : "700"));
    }

    [Fact]
    public async Task Yarn_is_told_what_the_container_needs()
    {
        await RunAsync("-Dyarn.application.queue=short", "-Dyarn.tags=a,b", "-Dcontainerized.master.env.X=$HOME \"x\"");

        var application = cluster.Yarn.Applications.Should().ContainSingle().Subject;
        application.Submission.GetProperty("queue").GetString().Should().Be("short");
        application.Submission.GetProperty("application-name").GetString().Should().Be("sample");
        application.Submission.GetProperty("resource").GetProperty("memory").GetInt32().Should().Be(512);
        var command = application.Container.GetProperty("commands").GetProperty("command").GetString();
        command.Should().StartWith("ulimit -S -v ").And.Contain(
            "exec ./flinkyarn/FlinkYarn.Container appmaster 1>><LOG_DIR>/jobmanager.out");
        application.Environment["DOTNET_GCHeapHardLimit"].GetString().Should().Be("0xC000000");
        application.Environment["X"].GetString().Should().Be(
            "\\$HOME \\\"x\\\"", "YARN pastes it between double quotes");
        application.Resources.Keys.Should().HaveCount(7);
        application.Resources["flinkyarn"].GetProperty("type").GetString().Should().Be("ARCHIVE");
        application.Resources["flinkyarn"].GetProperty("visibility").GetString().Should().Be("PRIVATE");
        application.Resources["job.graph"].GetProperty("visibility").GetString().Should().Be("APPLICATION");
        application.Resources.Keys.Should().Contain(key => key.StartsWith("programs/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_application_master_finds_graph_configuration_and_descriptor()
    {
        ApplicationDescriptor descriptor = null!;
        JobGraph graph = null!;
        Settings settings = null!;
        cluster.Launch = async (it, application) =>
        {
            var staging = $"{FakeCluster.Home}/.flinkyarn/{application.Id}/";
            descriptor = JsonSerializer.Deserialize(
                it.NameNode.Read(staging + "application.json"),
            ApplicationDescriptorJson.Default.ApplicationDescriptor)!;
            graph = JobGraphCodec.Decode(it.NameNode.Read(staging + "job.graph"));
            settings = SettingsFile.Parse(
                System.Text.Encoding.UTF8.GetString(it.NameNode.Read(staging + "config.yaml")), "config.yaml");
            (await it.RegisterAsync(application)).Finish();
        };

        await RunAsync("-p", "3", "-Dheartbeat.interval=7 s");

        graph.Name.Should().Be("sample");
        graph.Vertices.Should().OnlyContain(vertex => vertex.Parallelism == 3);
        settings["heartbeat.interval"].Should().Be("7 s");
        descriptor.User.Should().Be(FakeCluster.User);
        descriptor.IsAttached.Should().BeTrue();
        descriptor.SchedulerAddresses.Should().Equal("127.0.0.1:8030");
        descriptor.NameNodes.Should().ContainKey("127.0.0.1:8020");
        descriptor.Programs.Should().ContainSingle().Which.EntryAssembly.Should().Be("SampleProgram.dll");
        TaskManagerFiles.Decode(
                cluster.Yarn.Applications.Single().Environment[TaskManagerFiles.Variable].GetString()!)
            .Select(resource => resource.Link)
            .Should().NotContain([StagedResource.SecretLink, StagedResource.JobGraphLink])
            .And.Contain([
                StagedResource.CertificateLink, StagedResource.ConfigurationLink, ApplicationDescriptor.FileName]);
    }

    [Fact]
    public async Task The_second_submit_of_a_program_uploads_none_of_it()
    {
        await RunAsync();
        var cached = cluster.NameNode.Paths.Where(path => path.Contains("/cache/")).ToList();
        var second = new CommandRun();

        var code = await second.RunAsync(cluster.Environment, "run", "-t", "yarn-per-job", SamplePrograms.Sample);

        code.Should().Be(0, second.Everything);
        second.Output.Should().Contain("SampleProgram.dll").And.Contain("already there, 0 bytes uploaded")
            .And.NotContain("Uploaded ");
        cluster.Calls.Count(
            call => call.StartsWith("PUT  /data/user/tester/.flinkyarn/cache", StringComparison.Ordinal))
            .Should().Be(2, "both in the first run");
        cluster.NameNode.Paths.Where(path => path.Contains("/cache/")).Should().Equal(cached);
    }

    [Fact]
    public async Task Files_of_the_users_are_shipped_and_remote_ones_stay_where_they_are()
    {
        using var scratch = new Scratch();
        scratch.Write("dict.txt", "words");
        scratch.Write("models/a/b.bin", "model");

        var code = await RunAsync($"-Dyarn.ship-files={scratch.Path("dict.txt")};{scratch.Path("models")}");

        code.Should().Be(0, command.Everything);
        var resources = cluster.Yarn.Applications.Single().Resources;
        resources["dict.txt"].GetProperty("resource").GetString().Should().EndWith("_0001/files/dict.txt");
        resources.Should().ContainKey("models/a/b.bin");
    }

    [Fact]
    public async Task A_detached_run_returns_when_the_application_runs()
    {
        cluster.Launch = (it, application) => it.RegisterAsync(application);

        var code = await RunAsync("-d");

        code.Should().Be(0, command.Everything);
        command.Output.Should().Contain("Job has been submitted with JobID").And.Contain("yarn application -kill")
            .And.NotContain("Program execution finished");
        cluster.Yarn.Applications.Single().State.Should().Be("RUNNING");
    }

    [Fact]
    public async Task Two_jobs_of_an_attached_program_are_two_applications()
    {
        var code = await RunProgramAsync([], "twice");

        code.Should().Be(0, command.Everything);
        cluster.Yarn.Applications.Select(it => it.Submission.GetProperty("application-name").GetString())
            .Should().BeEquivalentTo("first", "second");
    }

    [Fact]
    public async Task A_detached_program_has_one_job()
    {
        cluster.Launch = (it, application) => it.RegisterAsync(application);

        var code = await RunProgramAsync(["-d"], "twice");

        code.Should().Be(1);
        command.Error.Should().Contain("'second' is the program's second job");
        cluster.Yarn.Applications.Should().ContainSingle();
    }

    [Fact]
    public async Task Leftovers_of_dead_clients_are_swept_after_a_day()
    {
        var root = $"{FakeCluster.Home}/.flinkyarn";
        cluster.NameNode.AddFolder(root, DateTimeOffset.UnixEpoch);
        cluster.NameNode.AddFolder($"{root}/application_1_0001", TimeProvider.System.GetUtcNow().AddDays(-2));
        cluster.NameNode.AddFolder($"{root}/application_1_0002", TimeProvider.System.GetUtcNow().AddHours(-2));
        cluster.NameNode.AddFolder($"{root}/mine", TimeProvider.System.GetUtcNow().AddDays(-2));

        await RunAsync();

        cluster.NameNode.Paths.Should().NotContain($"{root}/application_1_0001")
            .And.Contain([$"{root}/application_1_0002", $"{root}/mine"]);
    }

    [Fact]
    public async Task A_dry_run_shows_everything_and_changes_nothing()
    {
        var code = await RunAsync("--dry-run", "-Dcontainerized.master.env.API_TOKEN=hunter2", "-Dyarn.tags=x");

        code.Should().Be(0, command.Everything);
        command.Output.Should().Contain("exec ./flinkyarn/FlinkYarn.Container appmaster")
            .And.Contain("to be uploaded, sha256 ")
            .And.MatchRegex(@"yarn\.tags\s+x  \(-D\)").And.MatchRegex(
                @"jobmanager\.memory\.process\.size\s+512m  \(default\)")
            .And.Contain("API_TOKEN").And.NotContain("hunter2");
        cluster.Yarn.Applications.Should().BeEmpty();
        cluster.NameNode.Paths.Should().BeEmpty();
        cluster.Calls.Where(call => !call.StartsWith("GET ", StringComparison.Ordinal))
            .Should().OnlyContain(call => call.EndsWith("/new-application", StringComparison.Ordinal));
    }

    Task<int> RunAsync(params string[] flags) => RunProgramAsync(flags);

    Task<int> RunProgramAsync(string[] flags, params string[] arguments) => command.RunAsync(
        cluster.Environment, ["run", "-t", "yarn-per-job", .. flags, SamplePrograms.Sample, .. arguments]);
}
