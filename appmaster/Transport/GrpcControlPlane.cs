using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlinkYarn.Runtime.Actors;
using FlinkYarn.Runtime.Contracts;
using FlinkYarn.Runtime.Security;
using Grpc.Core;

namespace FlinkYarn.AppMaster.Transport;

/// <summary>The gRPC service that TaskManagers open their stream to; only with the application's own certificate.</summary>
sealed class GrpcControlPlane(
    ControlPlaneRouter router, ApplicationCredentials credentials, IHostApplicationLifetime lifetime)
    : ControlPlane.ControlPlaneBase
{
    public override async Task Connect(
        IAsyncStreamReader<TaskManagerMessage> requestStream, IServerStreamWriter<MasterMessage> responseStream,
        ServerCallContext context)
    {
        if (!credentials.IsPinned(context.GetHttpContext().Connection.ClientCertificate))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "Not this application's certificate."));
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        var stream = new GrpcServerStream(requestStream);
        var sending = stream.SendAsync(responseStream);
        await router.ServeAsync(stream, ending.Token);
        await sending;
    }
}

/// <summary>The server's end of one call as a message stream: sends through a bounded queue.</summary>
sealed class GrpcServerStream(IAsyncStreamReader<TaskManagerMessage> requests)
    : IMessageStream<MasterMessage, TaskManagerMessage>
{
    const int Capacity = 8192;

    readonly Channel<MasterMessage> outgoing = Channel.CreateBounded<MasterMessage>(
        new BoundedChannelOptions(Capacity) { SingleReader = true });

    public bool TrySend(MasterMessage message)
    {
        if (outgoing.Writer.TryWrite(message))
        {
            return true;
        }

        outgoing.Writer.TryComplete(new MessageStreamException($"{Capacity} messages wait to be sent."));
        return false;
    }

    public async IAsyncEnumerable<TaskManagerMessage> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await MoveNextAsync(cancellationToken))
        {
            yield return requests.Current;
        }
    }

    /// <summary>Writes what is queued until the stream is disposed.</summary>
    public async Task SendAsync(IServerStreamWriter<MasterMessage> responses)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync())
            {
                await responses.WriteAsync(message);
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or RpcException
            or OperationCanceledException)
        {
            // The reader's side learns of the broken call and says so.
            outgoing.Writer.TryComplete(failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        outgoing.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    async Task<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await requests.MoveNext(cancellationToken);
        }
        catch (Exception failure) when (failure is RpcException or IOException)
        {
            throw new MessageStreamException($"the stream broke: {failure.Message}", failure);
        }
    }
}
