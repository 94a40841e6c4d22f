using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using Google.Protobuf;

namespace FlinkYarn.MiniYarn.Rpc;

/// <summary>
/// Frames of a server (Server.setupResponse). Fields that hold their default are written as Hadoop writes them.
/// </summary>
internal static class RpcResponse
{
    /// <summary>The call id of a refusal that answers no call (RpcConstants.AUTHORIZATION_FAILED_CALL_ID).</summary>
    public const int NoCall = -1;

    const uint IpcVersion = 9;
    const int NoRetry = -1;

    public static byte[] Success(RpcRequestHeaderProto request, IMessage answer) =>
        RpcFrame.Write(Header(request.CallId, request.ClientId, request.RetryCount), answer);

    public static byte[] Sasl(RpcSaslProto answer) => RpcFrame.Write(SaslHeader(), answer);

    public static byte[] Failure(RpcRequestHeaderProto request, RpcFailure failure) =>
        Failure(Header(request.CallId, request.ClientId, request.RetryCount), failure);

    /// <summary>To a client that has not come as far as a call.</summary>
    public static byte[] Failure(RpcFailure failure) =>
        Failure(Header(NoCall, ByteString.Empty, NoRetry), failure);

    static byte[] Failure(RpcResponseHeaderProto header, RpcFailure failure)
    {
        header.Status = failure.IsFatal
            ? RpcResponseHeaderProto.Types.RpcStatusProto.Fatal
            : RpcResponseHeaderProto.Types.RpcStatusProto.Error;
        header.ExceptionClassName = failure.JavaClass;
        header.ErrorMsg = failure.Message;
        header.ErrorDetail = failure.Code;
        return RpcFrame.Write(header);
    }

    static RpcResponseHeaderProto SaslHeader() => Header(RpcFrame.SaslCall, ByteString.Empty, NoRetry);

    static RpcResponseHeaderProto Header(int callId, ByteString clientId, int retryCount) => new()
    {
        CallId = unchecked((uint)callId),
        Status = RpcResponseHeaderProto.Types.RpcStatusProto.Success,
        ServerIpcVersionNum = IpcVersion,
        ClientId = clientId,
        RetryCount = retryCount,
    };
}
