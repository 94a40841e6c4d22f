using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Hadoop.Tests.Configuration;

/// <summary>Hadoop's site files as Hadoop itself reads them.</summary>
public sealed class HadoopConfigurationTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("flinkyarn-conf");

    [Fact]
    public void Files_are_found_by_the_environment_in_hadoops_order()
    {
        Write("hadoop/core-site.xml", Property("a", "hadoop"));
        Write("hadoop/yarn-site.xml", Property("b", "hadoop"));
        Write("yarn/yarn-site.xml", Property("b", "yarn"));
        Write("home/etc/hadoop/hdfs-site.xml", Property("c", "home"));

        var configuration = Load(
            ("HADOOP_CONF_DIR", "hadoop"), ("YARN_CONF_DIR", "yarn"), ("HADOOP_HOME", "home"));

        new[] { "a", "b", "c" }.Select(configuration.Get).Should().Equal("hadoop", "yarn", "home");
        configuration.Files.Should().HaveCount(3);
    }

    [Fact]
    public void Without_files_the_defaults_hold() =>
        HadoopConfiguration.Load(HadoopEnvironment.Empty).Get("yarn.resourcemanager.webapp.address")
            .Should().Be("0.0.0.0:8088");

    [Fact]
    public void A_final_value_withstands_later_files_but_not_the_user()
    {
        Write("core-site.xml", Property("a", "first", "<final>true</final>"));
        Write("yarn-site.xml", Property("a", "second"));

        Load().Get("a").Should().Be("first");
        Load(new Dictionary<string, string> { ["a"] = "typed" }).Get("a").Should().Be("typed");
    }

    [Fact]
    public void Included_files_stand_where_they_are_included()
    {
        Write("more/extra.xml", $"<configuration>{Inner("a", "extra")}{Inner("b", "extra")}</configuration>");
        Write("core-site.xml",
            $"""
            <configuration xmlns:xi="http://www.w3.org/2001/XInclude">
            {Inner("a", "own")}<xi:include href="more/extra.xml"/>{Inner("b", "own")}
            </configuration>
            """);

        (Load().Get("a"), Load().Get("b")).Should().Be(("extra", "own"));
    }

    [Fact]
    public void A_missing_include_takes_its_fallback_or_is_an_error()
    {
        const string start =
            """<configuration xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="none.xml">""";
        Write("core-site.xml", $"{start}<xi:fallback>{Inner("a", "b")}</xi:fallback></xi:include></configuration>");
        Load().Get("a").Should().Be("b");

        Write("core-site.xml", $"{start}</xi:include></configuration>");
        var load = () => Load();
        load.Should().Throw<HadoopConfigurationException>().WithMessage("*none.xml*");
    }

    [Fact]
    public void A_file_that_includes_itself_is_an_error()
    {
        Write("core-site.xml",
            """
            <configuration xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="core-site.xml"/>
            </configuration>
            """);

        var load = () => Load();

        load.Should().Throw<HadoopConfigurationException>().WithMessage("*loop*");
    }

    [Fact]
    public void Document_types_are_refused()
    {
        Write("core-site.xml",
            """
            <!DOCTYPE c [<!ENTITY e SYSTEM "file:///etc/hostname">]>
            <configuration><property><name>a</name><value>&e;</value></property></configuration>
            """);

        var load = () => Load();

        load.Should().Throw<HadoopConfigurationException>().WithMessage("*core-site.xml*");
    }

    [Theory]
    [InlineData("${b}/x", "B/x")]
    [InlineData("${b}${b}", "BB")]
    [InlineData("${${name}}", "B")]
    [InlineData("${unknown}", "${unknown}")]
    [InlineData("${env.SET}", "set")]
    [InlineData("${env.NONE}", "${env.NONE}")]
    [InlineData("${env.NONE-other}", "other")]
    [InlineData("${env.NONE:-other}", "other")]
    [InlineData("${env.EMPTY:-other}", "other")]
    [InlineData("${env.SET:-other}", "set")]
    [InlineData("${env.EMPTY-other}", null)]
    [InlineData("/user/${user.name}", "/user/tester")]
    [InlineData("  padded  ", "padded")]
    public void Variables_are_expanded_as_hadoop_does(string value, string? expected)
    {
        Write("core-site.xml",
            $"<configuration>{Inner("a", value)}{Inner("b", "B")}{Inner("name", "b")}</configuration>");

        Load(("SET", "set"), ("EMPTY", "")).Get("a").Should().Be(expected);
    }

    [Fact]
    public void Properties_that_refer_to_each_other_end()
    {
        Write("core-site.xml", $"<configuration>{Inner("a", "${b}")}{Inner("b", "${a}")}</configuration>");

        Load().Get("a").Should().BeOneOf("${a}", "${b}");
    }

    [Fact]
    public void A_property_that_grows_by_itself_is_an_error()
    {
        Write("core-site.xml", Property("a", "${a}${a}"));

        var get = () => Load().Get("a");

        get.Should().Throw<HadoopConfigurationException>().WithMessage("a needs more than 20*");
    }

    [Fact]
    public void Old_names_are_understood()
    {
        Write("core-site.xml", Property("fs.default.name", "hdfs://old:8020"));

        Load().Get("fs.defaultFS").Should().Be("hdfs://old:8020");
    }

    [Fact]
    public void Flinks_prefixes_lead_to_hadoops_keys()
    {
        var overrides = FlinkOverrides.Of(new Dictionary<string, string>
        {
            ["flink.hadoop.dfs.replication"] = "1",
            ["flink.yarn.http.policy"] = "HTTPS_ONLY",
            ["parallelism.default"] = "4",
        });

        overrides.Should().Equal(new Dictionary<string, string>
        {
            ["dfs.replication"] = "1",
            ["yarn.http.policy"] = "HTTPS_ONLY",
        });
    }

    [Fact]
    public void A_wrong_number_is_named()
    {
        Write("core-site.xml", Property("dfs.replication", "many"));

        var get = () => Load().GetInt64("dfs.replication", 3);

        get.Should().Throw<HadoopConfigurationException>().WithMessage("dfs.replication*many*");
    }

    public void Dispose() => directory.Delete(recursive: true);

    static string Property(string name, string value, string more = "") =>
        $"<configuration>{Inner(name, value, more)}</configuration>";

    static string Inner(string name, string value, string more = "") =>
        $"<property><name>{name}</name><value>{value}</value>{more}</property>";

    void Write(string file, string text)
    {
        var path = Path.Combine(directory.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    HadoopConfiguration Load(IReadOnlyDictionary<string, string> overrides) =>
        HadoopConfiguration.Load(Environment(("HADOOP_CONF_DIR", "")), overrides);

    HadoopConfiguration Load(params (string Name, string Value)[] variables) => HadoopConfiguration.Load(
        Environment(variables.Any(variable => variable.Name.EndsWith("_DIR", StringComparison.Ordinal))
            ? variables
            : [("HADOOP_CONF_DIR", ""), .. variables]));

    HadoopEnvironment Environment(params (string Name, string Value)[] variables) => new()
    {
        UserName = "tester",
        Variables = variables.ToDictionary(
            variable => variable.Name,
            variable => variable.Name.Contains('_', StringComparison.Ordinal)
                ? Path.Combine(directory.FullName, variable.Value)
                : variable.Value),
    };
}
