using System.Net;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.Hadoop.Tests.Security;

public sealed class HdfsDelegationTokenTests
{
    // Owner alice, renewer rm, no real user, dates, sequence number 1, key 2.
    static readonly byte[] Identifier = [0, 5, .. "alice"u8, 2, .. "rm"u8, 0, 0x8a, 1, 2, 3, 4, 5, 6, 0, 1, 2];

    static readonly HadoopToken OfWebHdfs =
        new(Identifier, "secret"u8.ToArray(), "WEBHDFS delegation", "10.0.0.1:8020");

    [Fact]
    public void A_token_of_webhdfs_becomes_one_of_hdfs_with_the_name_nodes_address()
    {
        var token = HdfsDelegationToken.ForYarn(OfWebHdfs, new IPEndPoint(IPAddress.Parse("10.0.0.7"), 19000));

        token.Kind.Should().Be("HDFS_DELEGATION_TOKEN", "YARN fails to renew 'WEBHDFS delegation'");
        token.Service.Should().Be("10.0.0.7:19000", "a host's name fails localization, an empty one renewal");
        token.Identifier.ToArray().Should().Equal(Identifier);
        token.Password.Should().Be(OfWebHdfs.Password);
    }

    [Fact]
    public void An_address_that_a_dual_stack_gave_is_written_as_java_writes_it() =>
        HdfsDelegationToken.ForYarn(OfWebHdfs, new IPEndPoint(IPAddress.Parse("::ffff:10.0.0.7"), 8020))
            .Service.Should().Be("10.0.0.7:8020");

    [Fact]
    public void For_several_name_nodes_the_service_is_the_nameservice() =>
        HdfsDelegationToken.ForYarn(OfWebHdfs with { Kind = "SWEBHDFS delegation" }, "mycluster")
            .Service.Should().Be("ha-hdfs:mycluster");

    [Fact]
    public void A_token_of_another_kind_is_refused() =>
        ((Action)(() => HdfsDelegationToken.ForYarn(OfWebHdfs with { Kind = "RM_DELEGATION_TOKEN" }, "ns")))
            .Should().Throw<ArgumentException>().WithMessage("*RM_DELEGATION_TOKEN*");

    [Fact]
    public void A_token_that_yarn_may_not_renew_is_refused_before_yarn_fails_the_application()
    {
        var withoutRenewer = OfWebHdfs with { Identifier = (byte[])[0, 5, .. "alice"u8, 0, 0, 0, 0, 0, 0] };

        ((Action)(() => HdfsDelegationToken.ForYarn(withoutRenewer, "ns")))
            .Should().Throw<ArgumentException>().WithMessage("*no renewer*");
    }

    [Theory]
    [InlineData("rm/_HOST@EXAMPLE.COM", "rm/rm1.example.com@EXAMPLE.COM")]
    [InlineData("rm/fixed.example.com@EXAMPLE.COM", "rm/fixed.example.com@EXAMPLE.COM")]
    [InlineData("yarn@EXAMPLE.COM", "yarn@EXAMPLE.COM")]
    public void The_renewer_is_the_resource_managers_whole_principal(string principal, string renewer) =>
        HdfsDelegationToken.Renewer(principal, "RM1.example.com").Should().Be(renewer);
}
