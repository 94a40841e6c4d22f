using FlinkYarn.Runtime.Configuration;

namespace FlinkYarn.Runtime.Tests.Configuration;

public sealed class ConfigurationReaderTests
{
    [Fact]
    public void What_nobody_gave_has_the_default_of_its_class()
    {
        var options = new ConfigurationReader(Settings.Empty).Read<YarnOptions>();

        options.Should().BeEquivalentTo(new YarnOptions());
    }

    [Fact]
    public void Values_of_every_kind_are_read()
    {
        var reader = new ConfigurationReader(Settings.Of(
            new Dictionary<string, string>
            {
                ["yarn.application.queue"] = "root.short",
                ["yarn.tags"] = " a, b ;; c ",
                ["yarn.appmaster.vcores"] = "2",
                ["yarn.heartbeat.container-request-interval"] = "1 s",
                ["yarn.staging-directory"] = "hdfs://NameService/tmp",
                ["containerized.master.env.A.B"] = "c",
            },
            "-D"));

        var yarn = reader.Read<YarnOptions>();
        var containers = reader.Read<ContainerOptions>();

        yarn.Queue.Should().Be("root.short");
        yarn.Tags.Should().Equal("a", "b", "c");
        yarn.ApplicationMasterVCores.Should().Be(2);
        yarn.ContainerRequestInterval.Should().Be(TimeSpan.FromSeconds(1));
        yarn.StagingDirectory!.OriginalString.Should().Be("hdfs://NameService/tmp");
        containers.MasterEnvironment.Should().Equal(new Dictionary<string, string> { ["A.B"] = "c" });
        reader.Mistakes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("yarn-per-job", ExecutionTarget.YarnPerJob)]
    [InlineData("YARN_PER_JOB", ExecutionTarget.YarnPerJob)]
    [InlineData("local", ExecutionTarget.Local)]
    public void An_enum_is_read_in_any_of_its_spellings(string text, object target) =>
        new ConfigurationReader(Settings.Empty.With("execution.target", text, "-t")).Read<ExecutionOptions>()
            .Target.Should().Be((ExecutionTarget)target);

    [Theory]
    [InlineData("parallelism.default", "0", "'0' (-D) is not a whole number from 1 to 32768.")]
    [InlineData("parallelism.default", "-1", "'-1' (-D) is not a whole number from 1 to 32768.")]
    [InlineData("parallelism.default", "99999999999", "'99999999999' (-D) is not a whole number from 1 to 32768.")]
    [InlineData(
        "jobmanager.memory.process.size", "12x", "'12x' (-D) is not a size such as '512m', '2g' from 192m to 64t.")]
    [InlineData(
        "jobmanager.memory.process.size", "-5m", "'-5m' (-D) is not a size such as '512m', '2g' from 192m to 64t.")]
    [InlineData("execution.attached", "yes", "'yes' (-D) is not true or false.")]
    [InlineData(
        "execution.target", "mesos",
        "'mesos' (-D) is not one of yarn-per-job, yarn-session, yarn-application, local.")]
    [InlineData(
        "client.timeout", "soon", "'soon' (-D) is not a duration such as '10 s', '500 ms', '1 min' of at least 1 s.")]
    public void A_mistake_says_key_value_origin_and_what_is_expected(string key, string value, string rest) =>
        new ConfigurationReader(Settings.Empty.With(key, value, "-D")).Review().Should().Equal($"{key}: {rest}");

    [Fact]
    public void A_bare_number_for_a_size_gets_a_hint() =>
        new ConfigurationReader(Settings.Empty.With("jobmanager.memory.process.size", "512", "-D")).Review()
            .Should().ContainSingle().Which.Should().EndWith("A bare number is bytes: did you mean 512m?");

    [Fact]
    public void All_mistakes_come_in_one_answer()
    {
        var reader = new ConfigurationReader(Settings.Of(
            new Dictionary<string, string>
            {
                ["parallelism.default"] = "none",
                ["yarn.appmaster.vcores"] = "0",
                ["taskmanager.memory.process.size"] = "much",
            },
            "config.yaml"));

        reader.Read<ExecutionOptions>();
        reader.Read<YarnOptions>();
        reader.Read<TaskManagerOptions>();

        reader.Invoking(it => it.ThrowOnMistakes()).Should().Throw<MistakesException>()
            .Which.Mistakes.Should().HaveCount(3).And.BeEquivalentTo(reader.Review());
    }

    [Fact]
    public void An_unknown_key_is_named_with_the_nearest_one()
    {
        var reader = new ConfigurationReader(Settings.Empty
            .With("taskmanager.numberOfTaskSlot", "2", "config.yaml:3")
            .With("nothing.like.it.at.all", "1", "-D"));

        reader.UnknownKeys().Should().Equal(
            "nothing.like.it.at.all (-D) is not a key of FlinkYarn; it has no effect.",
            "taskmanager.numberOfTaskSlot (config.yaml:3) is not a key of FlinkYarn and has no effect. "
            + "Did you mean taskmanager.numberOfTaskSlots?");
    }

    [Theory]
    [InlineData("containerized.taskmanager.env.TZ")]
    [InlineData("flink.hadoop.fs.defaultFS")]
    [InlineData("yarn.application.name")]
    public void Known_keys_and_prefixes_are_not_named(string key) =>
        new ConfigurationReader(Settings.Empty.With(key, "x", "-D")).UnknownKeys().Should().BeEmpty();

    [Fact]
    public void No_key_belongs_to_two_options() =>
        OptionCatalog.Options.Select(option => option.Key).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Every_default_is_a_value_that_its_own_option_takes()
    {
        var refused = from option in OptionCatalog.Options
                      let text = OptionValue.Format(option.Default)
                      where !option.IsPrefix && text.Length > 0 && !OptionValue.TryParse(option, text, out _)
                      select $"{option.Key}: {text}";

        refused.Should().BeEmpty();
    }

    [Fact]
    public void A_size_is_written_in_the_unit_it_was_read_in() =>
        OptionValue.Format(MemorySize.FromMebiBytes(1728)).Should().Be("1728m");
}
