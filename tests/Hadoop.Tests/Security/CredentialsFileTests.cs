using FlinkYarn.Hadoop.Security;
using static FlinkYarn.Hadoop.Tests.Security.GoldenVectors;

namespace FlinkYarn.Hadoop.Tests.Security;

public sealed class CredentialsFileTests
{
    static readonly byte[] Golden = Hex(
        "4844545300 01 00 15 0a0d0a09080610c3bdb5b8a034100110a8b7b9db04 14 b117f1f1f6ab4b4e1efe65eda3e9ca88c8783d8f"
        + "10 5941524e5f414d5f524d5f544f4b454e 00 01 08 6d79736563726574 0f 68656c6c6f2073656372657420fffe");

    [Fact]
    public void The_file_of_a_real_container_is_read_and_written_byte_for_byte()
    {
        var file = CredentialsFile.Read(Golden);

        file.FindAmRmToken()!.Identifier.ToArray().Should().Equal(Hex("0a0d0a09080610c3bdb5b8a034100110a8b7b9db04"));
        file.Tokens.Should().ContainSingle().Which.Alias.Should().BeEmpty();
        file.Secrets.Should().ContainSingle().Which.Alias.Should().Be("mysecret");
        file.Write().Should().Equal(Golden);
    }

    [Fact]
    public void The_application_masters_token_is_not_for_other_containers()
    {
        var children = CredentialsFile.Read(Golden).ForContainers();

        children.FindAmRmToken().Should().BeNull();
        children.Secrets.Should().HaveCount(1);
        CredentialsFile.Empty.Write().Should().Equal(Hex("48445453000000"));
    }

    [Fact]
    public void What_stands_after_the_structure_is_ignored_and_a_cut_file_is_refused()
    {
        CredentialsFile.Read([.. Golden, 0, 0, 0]).Tokens.Should().HaveCount(1);
        for (var length = 0; length < Golden.Length; length++)
        {
            var cut = Golden[..length];
            ((Action)(() => CredentialsFile.Read(cut))).Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void The_7_bytes_of_a_container_without_tokens_hold_nothing()
    {
        var file = CredentialsFile.Read(Hex("48445453000000"));

        file.Tokens.Should().BeEmpty();
        file.Secrets.Should().BeEmpty();
        file.FindAmRmToken().Should().BeNull();
    }

    [Fact]
    public void The_application_masters_token_is_found_by_its_kind_whatever_its_alias_and_service()
    {
        var other = new HadoopToken(Hex("01"), Hex("02"), "HDFS_DELEGATION_TOKEN", "");
        var ours = new HadoopToken(Hex("03"), Hex("04"), HadoopToken.AmRmKind, "10.0.0.1:8030");
        var file = new CredentialsFile([("", other), ("any", ours)], []);

        file.FindAmRmToken().Should().BeSameAs(ours);
        file.ForContainers().Tokens.Should().Equal(("", other));
    }

    [Fact]
    public void The_protobuf_form_is_read_too()
    {
        var captured = Hex(
            "4844545301 de02 0a270a0473766331121f0a03010203120209081a044b494e44220e3132372e302e302e313a38303230"
            + "12b2020a016b1aac02");

        var file = CredentialsFile.Read([.. captured, .. new byte[300], 7, 7]);

        var (alias, token) = file.Tokens.Single();
        alias.Should().Be("svc1");
        (token.Kind, token.Service).Should().Be(("KIND", "127.0.0.1:8020"));
        token.Password.ToArray().Should().Equal(Hex("0908"));
        file.Secrets.Should().ContainSingle().Which.Secret.Should().Equal(new byte[300]);
    }

    [Theory]
    [InlineData("484454530104 0a020a00", "*without a token*")]
    [InlineData("4844545301 ffffffff0f", "*damaged*")]
    [InlineData("4844545301 05 0a", "*damaged*")]
    [InlineData("4844545302 00", "*format 2*")]
    [InlineData("4844545300 7f", "*127*")]
    [InlineData("0000000000", "*HDTS*")]
    public void A_damaged_file_is_refused_with_its_damage(string bytes, string reason) =>
        ((Action)(() => CredentialsFile.Read(Hex(bytes)))).Should().Throw<InvalidDataException>().WithMessage(reason);

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "8f80")]
    [InlineData(255, "8fff")]
    [InlineData(256, "8e0100")]
    [InlineData(300, "8e012c")]
    [InlineData(65536, "8d010000")]
    [InlineData(-1, "ff")]
    [InlineData(-112, "90")]
    [InlineData(-113, "8770")]
    [InlineData(long.MaxValue, "887fffffffffffffff")]
    [InlineData(long.MinValue, "807fffffffffffffff")]
    public void Variable_numbers_are_hadoops(long value, string bytes)
    {
        Convert.ToHexStringLower(new WritableWriter().Variable(value).Written).Should().Be(bytes);
        var reader = new WritableReader(Hex(bytes));
        reader.ReadVariable().Should().Be(value);
        reader.Remaining.Should().Be(0);
    }

    [Fact]
    public void A_token_as_text_is_base64url_without_padding()
    {
        var token = new HadoopToken(Hex("010203"), Hex("0908"), "KIND", "127.0.0.1:8020");

        token.ToUrlString().Should().Be("AwECAwIJCARLSU5EDjEyNy4wLjAuMTo4MDIw");
        HadoopToken.Parse("AwECAwIJCARLSU5EDjEyNy4wLjAuMTo4MDIw").Service.Should().Be("127.0.0.1:8020");
        token.ToString().Should().NotContain("0908");
    }
}
