using System.Buffers.Binary;
using System.Text;

namespace FlinkYarn.MiniYarn.Nodes.Logs;

/// <summary>
/// Writes the logs of an application's containers as YARN does by default: a TFile whose keys are container ids and
/// whose values are runs of (file name, length as text, bytes) (AggregatedLogFormat.LogWriter).
/// </summary>
internal sealed class AggregatedLogWriter(Stream target)
{
    const int FormatVersion = 1;

    readonly TFileWriter file = new(target);

    /// <summary>First of all: whose logs they are.</summary>
    public async Task BeginAsync(string owner)
    {
        var version = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(version, FormatVersion);
        await AddValueAsync("VERSION", version);
        await AddValueAsync("APPLICATION_OWNER", Utf(owner));
        await AddValueAsync("APPLICATION_ACL", []);
    }

    /// <summary>Adds one container's files; what is written to them meanwhile is left out.</summary>
    public Task AddAsync(string container, IReadOnlyList<FileInfo> logs)
    {
        var pieces = (
            from log in logs
            let length = LogFiles.LengthOf(log)
            select (log, length, Head: (byte[])[.. Utf(log.Name), .. Utf($"{length}")])).ToList();
        return file.AddAsync(
            Utf(container), pieces.Sum(piece => piece.Head.Length + piece.length), async stream =>
            {
                foreach (var (log, length, head) in pieces)
                {
                    await stream.WriteAsync(head);
                    await CopyAsync(log, length, stream);
                }
            });
    }

    public void Complete() => file.Complete();

    Task AddValueAsync(string key, byte[] value) =>
        file.AddAsync(Utf(key), value.Length, stream => stream.WriteAsync(value).AsTask());

    static async Task CopyAsync(FileInfo log, long length, Stream target)
    {
        await using var source = LogFiles.Open(log);
        var buffer = new byte[1 << 16];
        for (var left = length; left > 0;)
        {
            var read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)));
            if (read == 0)
            {
                throw new IOException($"{log.FullName} became shorter while it was aggregated.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read));
            left -= read;
        }
    }

    // java.io.DataOutput.writeUTF; modified UTF-8 is UTF-8 for all that these names contain.
    static byte[] Utf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var written = new byte[sizeof(ushort) + bytes.Length];
        BinaryPrimitives.WriteUInt16BigEndian(written, checked((ushort)bytes.Length));
        bytes.CopyTo(written, sizeof(ushort));
        return written;
    }
}
