using FlinkYarn.Hadoop.Configuration;

namespace FlinkYarn.Hadoop.Tests.Configuration;

/// <summary>Where the servers are, as configurations of all kinds say it.</summary>
public sealed class AddressesTests
{
    [Fact]
    public void A_single_rm_is_known_by_its_host() =>
        Yarn(("yarn.resourcemanager.hostname", "rm")).Web.Should().Equal(new Uri("http://rm:8088"));

    [Fact]
    public void Nothing_configured_means_this_machine()
    {
        var yarn = Yarn();

        yarn.Web.Should().Equal(new Uri("http://localhost:8088"));
        yarn.IsConfigured.Should().BeFalse();
        Yarn(("yarn.resourcemanager.hostname", "rm")).IsConfigured.Should().BeTrue();
    }

    [Fact]
    public void Each_rm_of_a_pair_has_its_own_keys()
    {
        var yarn = Yarn(
            ("yarn.resourcemanager.ha.enabled", "true"),
            ("yarn.resourcemanager.ha.rm-ids", "a, b"),
            ("yarn.resourcemanager.webapp.address.a", "host-a:9088"),
            ("yarn.resourcemanager.hostname.a", "host-a"),
            ("yarn.resourcemanager.hostname.b", "host-b"));

        yarn.Web.Should().Equal(new Uri("http://host-a:9088"), new Uri("http://host-b:8088"));
        yarn.Scheduler().Select(address => $"{address.Host}:{address.Port}")
            .Should().Equal("host-a:8030", "host-b:8030");
    }

    [Fact]
    public void An_rm_without_address_is_named()
    {
        var yarn = Yarn(("yarn.resourcemanager.ha.enabled", "true"), ("yarn.resourcemanager.ha.rm-ids", "a"));

        var web = () => yarn.Web;

        web.Should().Throw<HadoopConfigurationException>().WithMessage("*'a'*yarn.resourcemanager.hostname.a*");
    }

    [Fact]
    public void Https_has_keys_of_its_own() =>
        Yarn(("yarn.http.policy", "HTTPS_ONLY"), ("yarn.resourcemanager.hostname", "rm")).Web
            .Should().Equal(new Uri("https://rm:8090"));

    [Fact]
    public void The_web_proxy_runs_by_itself_or_in_every_rm()
    {
        Yarn(("yarn.resourcemanager.hostname", "rm")).WebProxies().Should().Equal(new Uri("http://rm:8088"));
        Yarn(("yarn.web-proxy.address", "proxy:9099"), ("yarn.resourcemanager.hostname", "rm")).WebProxies()
            .Should().Equal(new Uri("http://proxy:9099"));
        Yarn().WebProxies("rm-host").Should().Equal(new Uri("http://rm-host:8088"));
    }

    [Theory]
    [InlineData("rm:port")]
    [InlineData(":8088")]
    [InlineData("rm:99999")]
    public void A_wrong_address_is_named(string address)
    {
        var web = () => Yarn(("yarn.resourcemanager.webapp.address", address)).Web;

        web.Should().Throw<HadoopConfigurationException>().WithMessage("*webapp.address*host:port*");
    }

    [Fact]
    public void A_single_namenode_answers_on_its_host() =>
        NameNodes("hdfs://nn:9000", ("fs.defaultFS", "hdfs://nn:9000")).Should().Equal(new Uri("http://nn:9870"));

    [Fact]
    public void A_nameservice_has_several_namenodes() => NameNodes(
        "hdfs://Prod/some/path",
        ("dfs.nameservices", "Prod"),
        ("dfs.ha.namenodes.Prod", "nn1,nn2"),
        ("dfs.namenode.http-address.Prod.nn1", "h1:9870"),
        ("dfs.namenode.rpc-address.Prod.nn2", "h2:8020"))
            .Should().Equal(new Uri("http://h1:9870"), new Uri("http://h2:9870"));

    [Fact]
    public void A_namenode_without_address_is_named()
    {
        var find = () => NameNodes("hdfs://prod", ("dfs.nameservices", "prod"), ("dfs.ha.namenodes.prod", "nn1"));

        find.Should().Throw<HadoopConfigurationException>().WithMessage("*dfs.namenode.http-address.prod.nn1*");
    }

    [Fact]
    public void Another_clusters_namenode_is_asked_on_the_default_port() => NameNodes(
        "hdfs://other:8020", ("fs.defaultFS", "hdfs://nn:8020"), ("dfs.namenode.http-address", "nn:50070"))
        .Should().Equal(new Uri("http://other:9870"));

    [Theory]
    [InlineData("webhdfs://nn:1234", "http://nn:1234")]
    [InlineData("swebhdfs://nn", "https://nn:9871")]
    public void A_webhdfs_address_is_the_namenodes_own(string address, string expected) =>
        NameNodes(address).Should().Equal(new Uri(expected));

    [Fact]
    public void A_file_system_that_is_not_hdfs_is_refused()
    {
        var find = () => NameNodes("file:///tmp");

        find.Should().Throw<HadoopConfigurationException>().WithMessage("*fs.defaultFS*");
    }

    static YarnAddresses Yarn(params (string, string)[] properties) => new(Configuration(properties));

    static IReadOnlyList<Uri> NameNodes(string fileSystem, params (string, string)[] properties) =>
        new HdfsAddresses(Configuration(properties)).NameNodes(new Uri(fileSystem));

    static HadoopConfiguration Configuration((string Name, string Value)[] properties) =>
        HadoopConfiguration.FromProperties(properties.ToDictionary(pair => pair.Name, pair => pair.Value));
}
