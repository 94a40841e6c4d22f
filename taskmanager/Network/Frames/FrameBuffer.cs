using System.Buffers.Binary;
using System.Text;

namespace FlinkYarn.TaskManager.Network.Frames;

/// <summary>Where the small frames of one connection are written; used by its writing loop only.</summary>
sealed class FrameBuffer
{
    public const uint Magic = 0x58445946; // "FYDX"
    public const ushort Version = 1;

    readonly byte[] bytes = new byte[FrameHeader.Size + FrameHeader.LargestControl];
    int position;

    /// <summary>The frame that was written last.</summary>
    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, position);

    public void WriteHello(string resourceId)
    {
        Begin();
        PutUInt32(Magic);
        PutUInt16(Version);
        PutText(resourceId);
        Complete(FrameType.Hello, 0);
    }

    public void WriteRequest(uint channel, PartitionKey partition, int subpartition, int credits)
    {
        Begin();
        PutText(partition.JobId);
        PutText(partition.VertexId);
        PutUInt32((uint)partition.Subtask);
        PutUInt32((uint)partition.Attempt);
        PutUInt32((uint)partition.Output);
        PutUInt32((uint)subpartition);
        PutUInt32((uint)credits);
        Complete(FrameType.Request, channel);
    }

    public void WriteCredit(uint channel, int credits)
    {
        Begin();
        PutUInt32((uint)credits);
        Complete(FrameType.Credit, channel);
    }

    public void WriteEnd(uint channel)
    {
        Begin();
        Complete(FrameType.End, channel);
    }

    public void WriteError(uint channel, string reason)
    {
        Begin();
        PutText(reason.Length > 1000 ? reason[..1000] : reason);
        Complete(FrameType.Error, channel);
    }

    public void WriteClose(uint channel, bool hasEverything)
    {
        Begin();
        bytes[position++] = hasEverything ? (byte)1 : (byte)0;
        Complete(FrameType.Close, channel);
    }

    void Begin() => position = FrameHeader.Size;

    void Complete(FrameType type, uint channel) =>
        new FrameHeader(type, channel, position - FrameHeader.Size).Write(bytes);

    void PutUInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(position), value);
        position += sizeof(ushort);
    }

    void PutUInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(position), value);
        position += sizeof(uint);
    }

    void PutText(string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes.AsSpan(position + sizeof(ushort)));
        PutUInt16((ushort)length);
        position += length;
    }
}
