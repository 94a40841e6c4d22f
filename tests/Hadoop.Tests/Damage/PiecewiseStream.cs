namespace FlinkYarn.Hadoop.Tests.Damage;

/// <summary>A connection that brings its bytes in small pieces.</summary>
sealed class PiecewiseStream(byte[] bytes, int largest) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, largest)]));
}
