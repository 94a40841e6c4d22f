using FlinkYarn.Hadoop.Proto;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>A refusal in Hadoop's words: the Java exception that the caller gets to see.</summary>
internal sealed class RpcFailure(string javaClass, string message) : Exception(message)
{
    public string JavaClass => javaClass;

    public RpcResponseHeaderProto.Types.RpcErrorCodeProto Code { get; init; } =
        RpcResponseHeaderProto.Types.RpcErrorCodeProto.ErrorApplication;

    /// <summary>Whether the connection ends with it.</summary>
    public bool IsFatal => Code >= RpcResponseHeaderProto.Types.RpcErrorCodeProto.FatalUnknown;

    /// <summary>The same refusal, which now ends the connection unless it did so already.</summary>
    public RpcFailure AsUnauthorized() => IsFatal ? this : new RpcFailure(JavaClass, Message)
    {
        Code = RpcResponseHeaderProto.Types.RpcErrorCodeProto.FatalUnauthorized,
    };
}
