using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using Google.Protobuf;
using static FlinkYarn.Hadoop.Tests.Security.GoldenVectors;

namespace FlinkYarn.Hadoop.Tests.Rpc;

public sealed class RpcFrameTests
{
    static readonly ByteString Client = ByteString.CopyFrom(Hex(ClientId));

    [Fact]
    public void Frames_are_those_that_were_captured_byte_for_byte()
    {
        Convert.ToHexStringLower(RpcFrame.Preamble(usesSasl: true)).Should().Be("687270630900df");
        Convert.ToHexStringLower(RpcFrame.Preamble(usesSasl: false)).Should().Be("68727063090000");
        Written(RpcFrame.SaslHeader(), new RpcSaslProto { State = RpcSaslProto.Types.SaslState.Negotiate })
            .Should().Be("0000000e0a08021000184122002801021001");
        Written(
            RpcFrame.RequestHeader(RpcFrame.ContextCall, Client),
            new IpcConnectionContextProto
            {
                UserInfo = new UserInformationProto(),
                Protocol = RpcProtocol.ApplicationMaster.Name,
            }).Should().Be(
            "000000561a0802100018052210239657f87e9971eacaf5f30551f76df728013a12001a366f72672e6170616368652e6861646f6f70"
            + "2e7961726e2e6170692e4170706c69636174696f6e4d617374657250726f746f636f6c5042");
        Written(
            RpcFrame.RequestHeader(0, Client, retryCount: 0), Method("registerApplicationMaster"),
            new RegisterApplicationMasterRequestProto { Host = "am-host", RpcPort = -1, TrackingUrl = "" }).Should().Be(
            "000000881a0802100018002210239657f87e9971eacaf5f30551f76df72800550a1972656769737465724170706c69636174696f6e"
            + "4d617374657212366f72672e6170616368652e6861646f6f702e7961726e2e6170692e4170706c69636174696f6e4d6173746572"
            + "50726f746f636f6c50421801160a07616d2d686f737410ffffffffffffffffff011a00");
        Written(
            RpcFrame.RequestHeader(1, Client, retryCount: 0), Method("allocate"),
            new AllocateRequestProto { ResponseId = 0, Progress = 0.5f }).Should().Be(
            "000000681a0802100018022210239657f87e9971eacaf5f30551f76df72800440a08616c6c6f6361746512366f72672e6170616368"
            + "652e6861646f6f702e7961726e2e6170692e4170706c69636174696f6e4d617374657250726f746f636f6c504218010720002d00"
            + "00003f");
    }

    [Fact]
    public void A_captured_answer_is_read_and_its_call_id_is_signed()
    {
        ReadOnlyMemory<byte> answer = Hex(
            "541a0801100018093a10239657f87e9971eacaf5f30551f76df740003810012a29080010001a130a096d656d6f72792d6d6210001a"
            + "024d6920001a0e0a0676636f72657310001a00200038026a0208009a01021010").AsMemory(1);

        var header = RpcFrame.Parse(RpcResponseHeaderProto.Parser, ref answer);
        var response = RpcFrame.Parse(AllocateResponseProto.Parser, ref answer);

        header.CallId.Should().Be(1);
        response.ResponseId.Should().Be(1);
        response.HasAMCommand.Should().BeFalse("an absent command would read as AM_RESYNC");
        answer.Length.Should().Be(0);
        unchecked((int)RpcResponseHeaderProto.Parser.ParseFrom(Hex("08dfffffff0f1000")).CallId)
            .Should().Be(RpcFrame.SaslCall);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff")]
    [InlineData("7fffffff")]
    [InlineData("48545450")]
    public async Task A_length_that_is_no_frames_is_refused_before_memory_is_taken(string prefix)
    {
        var reading = () => RpcFrame.ReadAsync(new MemoryStream(Hex(prefix)), TestContext.Current.CancellationToken);

        await reading.Should().ThrowAsync<InvalidDataException>().WithMessage("*Hadoop RPC 9*");
    }

    static string Written(params ReadOnlySpan<IMessage> messages) => Convert.ToHexStringLower(RpcFrame.Write(messages));

    static RequestHeaderProto Method(string name) => new()
    {
        MethodName = name,
        DeclaringClassProtocolName = RpcProtocol.ApplicationMaster.Name,
        ClientProtocolVersion = 1,
    };
}
