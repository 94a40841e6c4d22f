using System.Text;

namespace FlinkYarn.Hadoop.Tests.Hdfs;

/// <summary>A connection that breaks after a few bytes.</summary>
sealed class BrokenStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("connection reset");
}
