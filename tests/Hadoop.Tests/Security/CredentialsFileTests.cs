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
    public void The_protobuf_form_is_read_too()
    {
        var file = new FlinkYarn.Hadoop.Proto.CredentialsProto();
        file.Secrets.Add(new FlinkYarn.Hadoop.Proto.CredentialsKVProto
        {
            Alias = "k",
            Secret = Google.Protobuf.ByteString.CopyFrom(new byte[300]),
        });
        var bytes = new MemoryStream();
        bytes.Write("HDTS"u8);
        bytes.WriteByte(1);
        Google.Protobuf.MessageExtensions.WriteDelimitedTo(file, bytes);

        CredentialsFile.Read(bytes.ToArray()).Secrets.Should().ContainSingle().Which.Secret.Should().HaveCount(300);
    }

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
