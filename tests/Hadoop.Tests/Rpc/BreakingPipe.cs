namespace FlinkYarn.Hadoop.Tests.Rpc;

/// <summary>A connection whose server has said its last word and closed: writes fail, the word can be read.</summary>
sealed class BreakingPipe(byte[] lastWord) : MemoryStream(lastWord)
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new IOException("Broken pipe");
}
