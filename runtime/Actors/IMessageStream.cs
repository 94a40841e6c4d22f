namespace FlinkYarn.Runtime.Actors;

/// <summary>
/// One end of an ordered duplex stream of messages between two processes (gRPC) or two endpoints (in memory). Messages
/// arrive in the order they were sent, or the stream is broken. Thread-safe.
/// </summary>
interface IMessageStream<in TSend, out TReceive> : IAsyncDisposable
{
    /// <summary>Queues a message; false once the stream has ended or its bounded queue is full (which breaks it).</summary>
    bool TrySend(TSend message);

    /// <summary>
    /// The other side's messages, for one reader; ends when the other side has closed, throws
    /// <see cref="MessageStreamException"/> when the stream broke.
    /// </summary>
    IAsyncEnumerable<TReceive> ReadAllAsync(CancellationToken cancellationToken);
}

/// <summary>A stream that did not end as its two sides agreed.</summary>
sealed class MessageStreamException(string message, Exception? innerException = null)
    : IOException(message, innerException);
