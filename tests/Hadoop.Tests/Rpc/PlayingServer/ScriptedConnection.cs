using System.Net.Sockets;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Rpc;
using FlinkYarn.Hadoop.Security;
using Google.Protobuf;
using RpcStatus = FlinkYarn.Hadoop.Proto.RpcResponseHeaderProto.Types.RpcStatusProto;
using SaslState = FlinkYarn.Hadoop.Proto.RpcSaslProto.Types.SaslState;

namespace FlinkYarn.Hadoop.Tests.Rpc.PlayingServer;

/// <summary>The server's side of one connection, in the words of a script.</summary>
sealed class ScriptedConnection(TcpClient client, CancellationToken cancellationToken)
{
    readonly NetworkStream stream = client.GetStream();
    readonly List<byte> plain = [];
    ByteString clientId = ByteString.Empty;

    /// <summary>What goes around all bytes since authentication; null for nothing.</summary>
    public DigestSecurityLayer? Layer { get; private set; }

    /// <summary>How the client introduced itself.</summary>
    public IpcConnectionContextProto Context { get; private set; } = new();

    /// <summary>Sizes of the protected pieces that came.</summary>
    public List<int> Pieces { get; } = [];

    /// <summary>Preamble, token and context: all that comes before calls.</summary>
    public Task AcceptAsync(HadoopToken token) => AcceptAsync(new DigestServer(token));

    /// <inheritdoc cref="AcceptAsync(HadoopToken)"/>
    public async Task AcceptAsync(DigestServer digest)
    {
        var initiate = await BeginAsync(digest.Offer);
        if (!digest.Check(initiate))
        {
            await SendAsync(Header(RpcFrame.SaslCall, RpcStatus.Fatal, RemoteExceptions.InvalidToken, "Unknown token"));
            throw new InvalidOperationException("The client came with another token.");
        }

        await SendSaslAsync(
            new RpcSaslProto { State = SaslState.Success, Token = ByteString.CopyFromUtf8(digest.ServerProof) });
        Layer = digest.Layer;
        await ReadContextAsync();
    }

    /// <summary>Preamble and context of a client that is believed.</summary>
    public async Task AcceptSimpleAsync()
    {
        (await ReadPreambleAsync()).Should().Be(0);
        await ReadContextAsync();
    }

    /// <summary>Preamble and offers; the client's choice.</summary>
    public async Task<RpcSaslProto> BeginAsync(params IEnumerable<RpcSaslProto.Types.SaslAuth> offers)
    {
        (await ReadPreambleAsync()).Should().Be(0xDF);
        (await ReadSaslAsync()).State.Should().Be(SaslState.Negotiate);
        var negotiate = new RpcSaslProto { State = SaslState.Negotiate };
        negotiate.Auths.AddRange(offers);
        await SendSaslAsync(negotiate);
        return await ReadSaslAsync();
    }

    /// <summary>The preamble's last byte: 0, or 0xDF for SASL.</summary>
    public async Task<byte> ReadPreambleAsync()
    {
        var preamble = new byte[7];
        await stream.ReadExactlyAsync(preamble, cancellationToken);
        preamble[..6].Should().Equal([.. "hrpc"u8, 9, 0]);
        return preamble[6];
    }

    public async Task<RpcSaslProto> ReadSaslAsync()
    {
        var content = await ReadFrameAsync();
        var header = ReadHeader(ref content);
        header.CallId.Should().Be(RpcFrame.SaslCall);
        header.ClientId.Length.Should().Be(0);
        return RpcFrame.Parse(RpcSaslProto.Parser, ref content);
    }

    /// <summary>The next call or ping.</summary>
    public async Task<ScriptedCall> ReceiveAsync()
    {
        var content = await ReadFrameAsync();
        var header = ReadHeader(ref content);
        header.ClientId.Should().BeEquivalentTo(clientId);
        if (header.CallId == RpcFrame.PingCall)
        {
            return new ScriptedCall(header, "", content);
        }

        header.RetryCount.Should().Be(0);
        var method = RpcFrame.Parse(RequestHeaderProto.Parser, ref content);
        method.DeclaringClassProtocolName.Should().Be(Context.Protocol);
        method.ClientProtocolVersion.Should().Be(1);
        return new ScriptedCall(header, method.MethodName, content);
    }

    public Task AnswerAsync(ScriptedCall call, IMessage response) => SendAsync(Success(call), response);

    public Task FailAsync(
        ScriptedCall call, string className, string message, RpcStatus status = RpcStatus.Error) =>
        SendAsync(Header(call.Id, status, className, message));

    public Task SendSaslAsync(RpcSaslProto message) => SendAsync(Header(RpcFrame.SaslCall), message);

    public Task SendAsync(params IMessage[] messages) => SendRawAsync(RpcFrame.Write(messages));

    /// <summary>Bytes of the plain stream, in one protected piece where there is a layer.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes) => await SendUnprotectedAsync(
        Layer is null ? bytes : RpcFrame.Write(
            Header(RpcFrame.SaslCall),
            new RpcSaslProto { State = SaslState.Wrap, Token = ByteString.CopyFrom(Layer.Wrap(bytes.Span)) }));

    public async Task SendUnprotectedAsync(ReadOnlyMemory<byte> bytes) =>
        await stream.WriteAsync(bytes, cancellationToken);

    /// <summary>Ends when the client has closed the connection, which must not say more before.</summary>
    public async Task UntilClosedAsync()
    {
        try
        {
            (await stream.ReadAsync(new byte[1], cancellationToken)).Should().Be(0, "nothing more was expected");
        }
        catch (IOException)
        {
            // Closed without a farewell.
        }
    }

    /// <summary>Closes so that the client's next write fails.</summary>
    public void Reset() => client.Client.Close(0);

    /// <summary>The header of an answer, echoing the call's.</summary>
    public static RpcResponseHeaderProto Success(ScriptedCall call)
    {
        var header = Header(call.Id);
        header.ClientId = call.Header.ClientId;
        header.RetryCount = call.Header.RetryCount;
        return header;
    }

    public static RpcResponseHeaderProto Header(
        int callId, RpcStatus status = RpcStatus.Success, string? className = null, string? message = null)
    {
        var header = new RpcResponseHeaderProto
        {
            CallId = unchecked((uint)callId),
            Status = status,
            ServerIpcVersionNum = 9,
            ClientId = ByteString.Empty,
            RetryCount = -1,
        };
        if (className is not null)
        {
            header.ExceptionClassName = className;
            header.ErrorMsg = message;
        }

        return header;
    }

    async Task ReadContextAsync()
    {
        var content = await ReadFrameAsync();
        var header = ReadHeader(ref content);
        header.CallId.Should().Be(RpcFrame.ContextCall);
        header.RetryCount.Should().Be(-1);
        header.ClientId.Length.Should().Be(16);
        clientId = header.ClientId;
        Context = RpcFrame.Parse(IpcConnectionContextProto.Parser, ref content);
    }

    static RpcRequestHeaderProto ReadHeader(ref ReadOnlyMemory<byte> content)
    {
        var header = RpcFrame.Parse(RpcRequestHeaderProto.Parser, ref content);
        (header.HasRpcKind, header.HasRpcOp).Should().Be((true, true), "a server refuses a header without them");
        header.RpcKind.Should().Be(RpcKindProto.RpcProtocolBuffer);
        return header;
    }

    async Task<ReadOnlyMemory<byte>> ReadFrameAsync()
    {
        if (Layer is null)
        {
            return await ReadOuterAsync();
        }

        while (plain.Count < 4 || plain.Count < 4 + Length())
        {
            var content = await ReadOuterAsync();
            ReadHeader(ref content).CallId.Should().Be(RpcFrame.SaslCall, "all bytes are protected");
            var wrapped = RpcFrame.Parse(RpcSaslProto.Parser, ref content);
            wrapped.State.Should().Be(SaslState.Wrap);
            Pieces.Add(wrapped.Token.Length);
            plain.AddRange(Layer.Unwrap(wrapped.Token.Span));
        }

        var frame = plain.GetRange(4, Length()).ToArray();
        plain.RemoveRange(0, 4 + frame.Length);
        return frame;
    }

    async Task<ReadOnlyMemory<byte>> ReadOuterAsync() => await RpcFrame.ReadAsync(stream, cancellationToken)
        ?? throw new EndOfStreamException("The client closed the connection where the script expects more.");

    int Length() => (plain[0] << 24) | (plain[1] << 16) | (plain[2] << 8) | plain[3];
}
