using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>The methods of one protocol (ProtobufRpcEngine2). Complete before its server starts.</summary>
internal sealed class RpcService(string protocolName, long version)
{
    readonly Dictionary<string, Func<RpcCaller, ReadOnlyMemory<byte>, ValueTask<IMessage>>> methods = [];

    /// <summary>Adds a method; handlers of one connection may run at the same time.</summary>
    public RpcService On<TRequest, TResponse>(
        string method, MessageParser<TRequest> parser, Func<RpcCaller, TRequest, ValueTask<TResponse>> handler)
        where TRequest : IMessage<TRequest>
        where TResponse : IMessage
    {
        methods.Add(method, async (caller, content) => await handler(caller, Read(parser, content)));
        return this;
    }

    /// <exception cref="RpcFailure">
    /// The protocol, version or method is not this one's, or the method refuses.
    /// </exception>
    public ValueTask<IMessage> CallAsync(RequestHeaderProto header, RpcCaller caller, ReadOnlyMemory<byte> content)
    {
        if (header.DeclaringClassProtocolName != protocolName)
        {
            throw new RpcFailure(
                JavaExceptions.NoSuchProtocol, $"Unknown protocol: {header.DeclaringClassProtocolName}")
            {
                Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.ErrorNoSuchProtocol,
            };
        }

        if (header.ClientProtocolVersion != (ulong)version)
        {
            throw new RpcFailure(
                JavaExceptions.VersionMismatch,
                $"Protocol {protocolName} version mismatch. "
                    + $"(client = {header.ClientProtocolVersion}, server = {version})")
            {
                Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.ErrorRpcVersionMismatch,
            };
        }

        return methods.TryGetValue(header.MethodName, out var method)
            ? method(caller, content)
            : throw new RpcFailure(
                JavaExceptions.NoSuchMethod, $"Unknown method {header.MethodName} called on {protocolName} protocol.")
            {
                Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.ErrorNoSuchMethod,
            };
    }

    static TRequest Read<TRequest>(MessageParser<TRequest> parser, ReadOnlyMemory<byte> content)
        where TRequest : IMessage<TRequest> => RpcFrame.Parse(parser, ref content);
}
