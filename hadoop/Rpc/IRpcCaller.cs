using Google.Protobuf;

namespace FlinkYarn.Hadoop.Rpc;

/// <summary>Calls to one service, by whichever server it is given.</summary>
interface IRpcCaller : IAsyncDisposable
{
    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="RemoteException">The service threw.</exception>
    /// <exception cref="IOException">The service could not be reached.</exception>
    Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>;
}
