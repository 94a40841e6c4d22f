using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;
using static FlinkYarn.Hadoop.Tests.Security.GoldenVectors;

namespace FlinkYarn.Hadoop.Tests.Security;

public sealed class DigestMd5Tests
{
    [Theory]
    [InlineData("auth", "f6fbf0a759af4e09c184bf14e0aca671", "ffe43db1cb768a1466008e9fa5ec8a5e")]
    [InlineData("auth-int", "85308e7be35f73f7d0d3096745867d8f", "a82a79fd6b035f87e9159aea4854fed2")]
    [InlineData("auth-conf", "07b9c7ed4066b63b21960c75a4e01d5d", "82d8a00c7891e913696dabbe738670ea")]
    public void Answers_are_those_of_a_real_resource_manager(string qop, string response, string serverResponse)
    {
        Digest(qop).Response.Should().Be(response);
        Digest(qop).ServerResponse.Should().Be(serverResponse);
        Convert.ToHexStringLower(Digest(qop).SessionKey).Should().Be("5985f09e75fee325705a3db36c0195cd");
    }

    [Fact]
    public void The_client_says_exactly_what_was_captured()
    {
        Exchange("auth").InitialResponse.Span.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(
            "charset=utf-8,username=\"Cg0KCQgVELWnh7mgNBABENDy6aYC\",realm=\"default\","
            + $"nonce=\"{Nonce}\",nc=00000001,cnonce=\"{ClientNonce}\",digest-uri=\"/default\",maxbuf=65536,"
            + "response=f6fbf0a759af4e09c184bf14e0aca671,qop=auth")).Should().BeTrue();
    }

    [Fact]
    public void A_server_that_does_not_know_the_password_is_not_believed()
    {
        var exchange = Exchange("auth");

        exchange.Complete("rspauth=ffe43db1cb768a1466008e9fa5ec8a5e"u8);
        ((Action)(() => exchange.Complete("rspauth=00000000000000000000000000000000"u8)))
            .Should().Throw<InvalidDataException>().WithMessage("*rspauth is wrong*");
        ((Action)(() => exchange.Complete(""u8))).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(null, "68656c6c6fcefe82c73ece07421b20000100000000", "68656c6c6fa36fa5bebdefda3e6d23000100000001")]
    [InlineData("rc4", "e87121d8d9499682939ecb067074f9000100000000", "3f90dd74d35765415ddcd2a8f7aac6000100000001")]
    [InlineData(
        "3des", "2266aa7234b82583bb825c6360da6082000100000000", "568c23d7c26325498ce24218969750b2000100000001")]
    public void Protected_messages_are_those_of_a_real_server(string? cipher, string first, string second)
    {
        var key = Digest("auth").SessionKey;
        var client = new DigestSecurityLayer(key, cipher, isClient: true);
        var server = new DigestSecurityLayer(key, cipher, isClient: false);

        Convert.ToHexStringLower(client.Wrap("hello"u8)).Should().Be(first);
        Convert.ToHexStringLower(client.Wrap("hello"u8)).Should().Be(second);
        server.Unwrap(Hex(first)).Should().Equal("hello"u8.ToArray());
        server.Unwrap(Hex(second)).Should().Equal("hello"u8.ToArray());
        client.Unwrap(server.Wrap("answer"u8)).Should().Equal("answer"u8.ToArray());
    }

    [Fact]
    public void A_message_that_was_changed_repeated_or_left_out_is_refused()
    {
        var key = Digest("auth").SessionKey;
        var first = new DigestSecurityLayer(key, null, isClient: true).Wrap("hello"u8);
        var changed = (byte[])first.Clone();
        changed[0] ^= 1;

        ((Action)(() => Server().Unwrap(changed))).Should().Throw<InvalidDataException>().WithMessage("*changed*");
        var server = Server();
        server.Unwrap(first);
        ((Action)(() => server.Unwrap(first))).Should().Throw<InvalidDataException>().WithMessage("*0 came where 1*");
        for (var length = 0; length < first.Length; length++)
        {
            var cut = first[..length];
            ((Action)(() => Server().Unwrap(cut))).Should().Throw<InvalidDataException>();
        }

        DigestSecurityLayer Server() => new(key, null, isClient: false);
    }

    [Fact]
    public void Directives_are_read_quoted_or_not_with_spaces_and_a_trailing_comma()
    {
        DigestDirectives.Parse("realm=\"a,b\", nonce=x ,qop=\"auth,auth-conf\",").Should().Equal(
            new Dictionary<string, string> { ["realm"] = "a,b", ["nonce"] = "x", ["qop"] = "auth,auth-conf" });
        ((Action)(() => DigestDirectives.Parse("realm=\"open"))).Should().Throw<InvalidDataException>();
        ((Action)(() => DigestDirectives.Parse("nothing"))).Should().Throw<InvalidDataException>();
    }

    static DigestExchange Exchange(string qop) => new(
        Token, new RpcSaslProto.Types.SaslAuth
        {
            Method = "TOKEN",
            Mechanism = "DIGEST-MD5",
            Challenge = ByteString.CopyFromUtf8(
                $"realm=\"default\",nonce=\"{Nonce}\",qop=\"{qop}\",charset=utf-8,algorithm=md5-sess"),
        }, ClientNonce);
}
