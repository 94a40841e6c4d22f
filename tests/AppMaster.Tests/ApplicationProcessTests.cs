using System.Net;
using FlinkYarn.AppMaster.Tests.Kit;
using FlinkYarn.AppMaster.Tests.ResourceManager.Yarn;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlinkYarn.AppMaster.Tests;

public sealed class ApplicationProcessTests : IDisposable
{
    readonly ContainerFolder folder = new();
    readonly PlayedYarn yarn = new(TimeProvider.System);
    readonly List<DnsEndPoint> schedulers = [];
    int attempt = 1;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_descriptor_of_another_version_ends_the_application_with_what_to_do()
    {
        folder.Replace(ApplicationDescriptor.FileName, "\"version\": 3", "\"version\": 7");

        await FailsAsync("has version 7", "Submit with the client of the same distribution");
        schedulers.Should().Equal(new DnsEndPoint("rm-1", 8030), new DnsEndPoint("rm-2", 8030));
    }

    [Fact]
    public async Task With_a_damaged_descriptor_the_nodes_own_configuration_says_where_yarn_is()
    {
        folder.Write(ApplicationDescriptor.FileName, "{ this is no JSON"u8.ToArray());
        folder.Write("yarn-site.xml", """
            <configuration><property><name>yarn.resourcemanager.hostname</name><value>rm-host</value></property>
            </configuration>
            """u8.ToArray());

        await FailsAsync("System.Text.Json.JsonReaderException");
        schedulers.Should().Equal(new DnsEndPoint("rm-host", 8030));
    }

    [Fact]
    public async Task A_damaged_job_graph_ends_the_application()
    {
        folder.Write(StagedResource.JobGraphLink, [1, 2, 3]);

        await FailsAsync("could not go on", "JobGraph");
    }

    [Theory]
    [InlineData(StagedResource.JobGraphLink)]
    [InlineData(StagedResource.ConfigurationLink)]
    [InlineData(StagedResource.SecretLink)]
    public async Task A_missing_file_ends_the_application_with_its_name(string file)
    {
        folder.Delete(file);

        await FailsAsync(file);
    }

    [Fact]
    public async Task Mistakes_in_the_configuration_are_all_told()
    {
        folder.Write(
            StagedResource.ConfigurationLink,
            "taskmanager.numberOfTaskSlots: many\nheartbeat.interval: soon\n"u8.ToArray());

        await FailsAsync("taskmanager.numberOfTaskSlots", "heartbeat.interval");
    }

    [Fact]
    public async Task A_task_manager_that_no_container_can_hold_ends_the_registered_application()
    {
        yarn.Largest.Memory = 256;

        await FailsAsync("largest container has 256 MB", "Lower taskmanager.memory.process.size");
        yarn.Registrations.Should().ContainSingle().Which.RpcPort.Should().BePositive("the job's server ran already");
        Directory.Exists(folder.Staging).Should().BeFalse("nobody will need it");
    }

    [Fact]
    public async Task An_attempt_that_may_be_followed_notes_that_it_runs_jobs_before_yarn_tells_anybody_of_it()
    {
        folder.Write(StagedResource.ConfigurationLink, "yarn.application-attempts: 2\n"u8.ToArray());
        yarn.OnRegistered = () => File.Exists(Path.Combine(folder.Staging, "attempt.running")).Should().BeTrue();
        yarn.Largest.Memory = 256;

        await FailsAsync("largest container has 256 MB");

        yarn.Registrations.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_attempt_after_one_that_ran_jobs_ends_the_application_and_says_that_they_are_lost()
    {
        File.WriteAllText(Path.Combine(folder.Staging, "attempt.running"), "1");
        attempt = 2;

        await FailsAsync("Attempt 2 of application_1795414646467_0005", "jobs that ran there are lost", "Submit");
        Directory.Exists(folder.Staging).Should().BeFalse("nobody will need it");
    }

    [Fact]
    public async Task An_attempt_that_yarn_has_ended_is_left_alone()
    {
        yarn.Refuse(RemoteExceptions.AttemptNotFound, "Application attempt appattempt_1 doesn't exist");

        await Run().Should().ThrowAsync<AttemptOverException>();

        yarn.Finished.Should().BeNull();
        Directory.Exists(folder.Staging).Should().BeTrue("the next attempt needs it");
    }

    [Fact]
    public async Task A_process_that_is_told_to_end_says_nothing_to_yarn()
    {
        using var ending = new CancellationTokenSource();
        await ending.CancelAsync();

        await Run(ending.Token).Should().ThrowAsync<OperationCanceledException>();

        yarn.Finished.Should().BeNull();
    }

    [Fact]
    public async Task When_yarn_cannot_be_told_the_first_cause_still_ends_the_process()
    {
        folder.Write(ApplicationDescriptor.FileName, "{}"u8.ToArray());

        await Run().Should().ThrowAsync<Exception>().WithMessage("*JSON deserialization*");

        yarn.Registrations.Should().BeEmpty("nothing says where YARN is");
    }

    public void Dispose() => folder.Dispose();

    async Task FailsAsync(params string[] words)
    {
        await Run().Should().ThrowAsync<Exception>();

        yarn.Finished.Should().NotBeNull("YARN must hear of it");
        yarn.Finished!.FinalApplicationStatus.Should().Be(FinalApplicationStatusProto.AppFailed);
        yarn.Finished.Diagnostics.Should().StartWith("The ApplicationMaster could not go on: ").And.ContainAll(words);
    }

    Func<Task> Run(CancellationToken? cancellationToken = null) => async () =>
    {
        var process = new ApplicationProcess(
            folder.Work,
            new ContainerEnvironment
            {
                Host = "localhost",
                Attempt = attempt,
                LogFolder = folder.Work,
                Credentials = YarnMaster.Credentials,
                TaskManagerResources = [],
                Hadoop = new HadoopEnvironment
                {
                    Variables = new Dictionary<string, string> { ["HADOOP_CONF_DIR"] = folder.Work },
                },
            }, Connect, new StartTrace("test", TimeProvider.System), NullLoggerFactory.Instance, TimeProvider.System);
        await process.RunAsync(cancellationToken ?? Cancel);
    };

    ApplicationMasterClient Connect(
        IReadOnlyList<DnsEndPoint> addresses, HadoopToken token, HadoopRpcOptions options)
    {
        schedulers.Clear();
        schedulers.AddRange(addresses);
        return yarn.Connect(token, options);
    }
}
