using FlinkYarn.Client.Tests.Clusters;
using FlinkYarn.Client.Tests.Commands;
using FlinkYarn.Client.Tests.Programs;
using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Client.Tests.Deployment;

/// <summary>What is refused before anything is submitted: exit code 2, nothing on HDFS, no application.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    readonly CommandRun command = new();
    FakeCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await FakeCluster.StartAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData(
        "yarn.application.queue=nowhere",
        "there is no queue 'nowhere'. There are root.closed, root.default, root.short.")]
    [InlineData("yarn.application.queue=root", "'root' has queues below it")]
    [InlineData("yarn.application.queue=closed", "the queue 'closed' is STOPPED")]
    [InlineData("jobmanager.memory.process.size=9g", "9216 MB are more than the 8192 MB of the largest container")]
    [InlineData("taskmanager.memory.process.size=9g", "9216 MB are more than the 8192 MB of the largest container")]
    [InlineData("taskmanager.memory.process.size=12x", "'12x' (-D) is not a size")]
    [InlineData("taskmanager.memory.process.size=-1g", "'-1g' (-D) is not a size")]
    [InlineData("taskmanager.memory.process.size=1024", "did you mean 1024m?")]
    [InlineData(
        "taskmanager.numberOfTaskSlots=5",
        "taskmanager.numberOfTaskSlots: a container with 5 virtual cores is more than the 4")]
    [InlineData("yarn.containers.vcores=5", "yarn.containers.vcores: a container with 5 virtual cores")]
    [InlineData("yarn.appmaster.vcores=5", "yarn.appmaster.vcores: a container with 5 virtual cores")]
    [InlineData("yarn.ship-files=/no/such/file", "yarn.ship-files: there is no file or folder /no/such/file.")]
    [InlineData("yarn.ship-files=hdfs:///no/such", "yarn.ship-files: there is no file or folder hdfs:///no/such.")]
    [InlineData("yarn.ship-archives=/etc/hostname", "yarn.ship-archives: /etc/hostname is none of")]
    [InlineData("containerized.master.env.1X=a", "'1X' is no name of an environment variable")]
    [InlineData("containerized.master.env.X={{a}}", "YARN would replace a part")]
    [InlineData("flink.hadoop.hadoop.security.authentication=kerberos", "works with SIMPLE clusters only")]
    [InlineData("heartbeat.timeout=soon", "heartbeat.timeout: 'soon' (-D) is not a duration")]
    [InlineData("yarn.staging-directory=s3://bucket/flink", "there is no file system 's3'; hdfs and file are there.")]
    [InlineData("taskmanager.memory.network.min=900m", "taskmanager.memory")]
    [InlineData(
        "yarn.application.node-label=slow", "yarn.application.node-label: there is no label 'slow'. There are fast.")]
    [InlineData("yarn.taskmanager.node-label=slow", "yarn.taskmanager.node-label: there is no label 'slow'.")]
    [InlineData("yarn.view.acls=alice,*", "yarn.view.acls: 'alice,*' has '*' among names")]
    [InlineData("yarn.modify.acls=alice bob ops", "yarn.modify.acls: 'alice bob ops' is not 'users groups'")]
    [InlineData("yarn.rolled-logs.include-pattern=[", "yarn.rolled-logs.include-pattern: '[' is no regular expression")]
    [InlineData("external-resources=gpu", "external-resource.gpu.amount: '' is not a whole number")]
    [InlineData("external-resource.gpu.amount=1", "external-resource.gpu.amount: external-resources does not name")]
    [InlineData("external-resource.gpu.param.x=1", "external-resource.gpu.param.x has no effect")]
    [InlineData("yarn.application-attempt-failures-validity-interval=-2", "is not a whole number of at least -1")]
    public async Task A_setting_that_cannot_work_is_refused(string setting, string answer)
    {
        var code = await RunAsync("-D", setting, SamplePrograms.Sample);

        code.Should().Be(2, command.Everything);
        command.Error.Should().Contain("Nothing was submitted:").And.Contain(answer);
        NothingHappened();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("many")]
    public async Task A_parallelism_that_cannot_be_is_refused(string parallelism)
    {
        (await RunAsync("-p", parallelism, SamplePrograms.Sample)).Should().Be(2);

        command.Error.Should().Contain(
            $"parallelism.default: '{parallelism}' (-p) is not a whole number from 1 to 32768.");
        NothingHappened();
    }

    [Theory]
    [InlineData("yarn-per-job")]
    [InlineData("yarn-application")]
    public async Task A_staging_folder_that_cannot_be_written_is_refused(string target)
    {
        cluster.Refused = "CHECKACCESS /";

        var code = await command.RunAsync(cluster.Environment, "run", "-t", target, "-p", "0", SamplePrograms.Sample);

        code.Should().Be(2, command.Everything);
        cluster.Refusals.Should().BePositive();
        command.Error.Should().Contain(
            "yarn.staging-directory: tester cannot stage files in hdfs://127.0.0.1:8020/user/tester/.flinkyarn: "
            + "Permission denied").And.Contain("'0' (-p)");
        NothingHappened();
    }

    [Fact]
    public async Task Only_application_mode_is_taken_by_run_application()
    {
        var code = await command.RunAsync(
            cluster.Environment, "run-application", "-t", "yarn-per-job", SamplePrograms.Sample);

        code.Should().Be(2);
        command.Error.Should().Contain("run-application runs programs with -t yarn-application only");
        NothingHappened();
    }

    [Theory]
    [InlineData("-m", "localhost:8081", "there are no clusters outside of YARN")]
    [InlineData("-C", "file:///a.jar", "put the assembly into the publish folder")]
    [InlineData("-s", "/savepoints/1", "savepoints are not there yet")]
    [InlineData("-yz", "zk", "high availability is not there yet")]
    [InlineData("-py", "a.py", "programs are .NET assemblies")]
    public async Task A_flag_of_flinks_that_has_no_meaning_here_is_refused(string flag, string value, string answer)
    {
        var code = await RunAsync(flag, value, SamplePrograms.Sample);

        code.Should().Be(2);
        command.Error.Should().Contain(answer).And.NotContain("There is no program");
        NothingHappened();
    }

    [Fact]
    public async Task All_mistakes_come_in_one_answer()
    {
        var code = await RunAsync(
            "--paralelism", "-p", "0", "-Dyarn.application.queue=nowhere", "-Djobmanager.memory.process.size=12x",
            "/no/program.dll");

        code.Should().Be(2);
        command.Error.Should().Contain("--paralelism is not a flag of this command. Did you mean --parallelism?")
            .And.Contain("'0' (-p)").And.Contain("nowhere").And.Contain("'12x'").And.Contain(
                "There is no program /no/program.dll");
        NothingHappened();
    }

    [Fact]
    public async Task Without_a_cluster_it_is_said_how_to_name_one()
    {
        var code = await command.RunAsync(HadoopEnvironment.Empty, "run", "-t", "yarn-per-job", SamplePrograms.Sample);

        code.Should().Be(2);
        command.Error.Should().Contain("HADOOP_CONF_DIR").And.Contain("flinkyarn mini-yarn up");
    }

    [Fact]
    public async Task Without_a_target_it_is_asked_for()
    {
        (await command.RunAsync(cluster.Environment, "run", SamplePrograms.Sample)).Should().Be(2);

        command.Error.Should().Contain("Say where to run it: -t yarn-per-job, yarn-session, yarn-application or local");
    }

    [Fact]
    public async Task The_target_can_be_configured()
    {
        cluster.Configure("execution:\n  target: yarn-per-job\n");

        (await command.RunAsync(cluster.Environment, "run", SamplePrograms.Sample)).Should().Be(0, command.Everything);
    }

    [Fact]
    public async Task Unknown_keys_are_warned_of_and_do_not_stop_the_run()
    {
        cluster.Configure("taskmanager.numberOfTaskSlot: 2\n");

        var code = await RunAsync(SamplePrograms.Sample);

        code.Should().Be(0, command.Everything);
        command.Error.Should().Contain(
            "Warning: taskmanager.numberOfTaskSlot (config.yaml:1) is not a key of FlinkYarn and has no effect. "
            + "Did you mean taskmanager.numberOfTaskSlots?");
    }

    void NothingHappened()
    {
        cluster.Yarn.Applications.Should().BeEmpty();
        cluster.NameNode.Paths.Should().BeEmpty();
    }

    Task<int> RunAsync(params string[] words) =>
        command.RunAsync(cluster.Environment, ["run", "-t", "yarn-per-job", .. words]);
}
