using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using Google.Protobuf;

namespace FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;

/// <summary>A frame of the client: a call, or a ping, whose method is empty.</summary>
sealed record ScriptedCall(RpcRequestHeaderProto Header, string Method, ReadOnlyMemory<byte> Content)
{
    public int Id => Header.CallId;

    public bool IsPing => Id == RpcFrame.PingCall;

    /// <summary>The request, which must fill the frame.</summary>
    public T Request<T>(MessageParser<T> parser)
        where T : IMessage<T>
    {
        var content = Content;
        var request = RpcFrame.Parse(parser, ref content);
        content.Length.Should().Be(0, "a request fills its frame");
        return request;
    }
}
