using System.Buffers.Binary;
using FlinkYarn.TaskManager.Memory;
using FlinkYarn.TaskManager.Network.Frames;

namespace FlinkYarn.TaskManager.Tests.Network.Frames;

/// <summary>Nothing in a frame is believed before it was checked.</summary>
public sealed class FrameTests
{
    const int SegmentSize = 32 << 10;

    [Fact]
    public void A_header_reads_as_it_was_written()
    {
        var bytes = new byte[FrameHeader.Size];
        var header = new FrameHeader(FrameType.Credit, 0xDEADBEEF, 4);

        header.Write(bytes);

        FrameHeader.Read(bytes, SegmentSize).Should().Be(header);
    }

    [Fact]
    public void A_full_buffer_is_a_valid_frame()
    {
        var buffer = new NetworkBuffer(new byte[SegmentSize], new Nobody()) { End = SegmentSize };

        var frame = FrameHeader.Frame(buffer, channel: 3, sequence: 9, backlog: 2);

        frame.Length.Should().Be(SegmentSize);
        FrameHeader.Read(frame.Span, SegmentSize).Should().Be(
            new FrameHeader(FrameType.Buffer, 3, SegmentSize - FrameHeader.Size));
    }

    [Theory]
    [InlineData(0, FrameType.Hello)]
    [InlineData(4, FrameType.Credit)]
    [InlineData(uint.MaxValue, FrameType.Buffer)]
    [InlineData(int.MaxValue, FrameType.Request)]
    [InlineData(SegmentSize, FrameType.Buffer)]
    [InlineData(14, FrameType.Buffer)]
    [InlineData(FrameHeader.LargestControl + 6, FrameType.Error)]
    [InlineData(9, (FrameType)0)]
    [InlineData(9, (FrameType)8)]
    [InlineData(9, (FrameType)255)]
    internal void Impossible_lengths_and_types_are_refused(uint length, FrameType type)
    {
        var bytes = new byte[FrameHeader.Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, length);
        bytes[4] = (byte)type;

        FluentActions.Invoking(() => FrameHeader.Read(bytes, SegmentSize)).Should().Throw<FrameException>();
    }

    [Fact]
    public void Any_payload_is_read_or_refused_and_never_more()
    {
        var random = new Random(11);
        var refused = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var payload = new byte[random.Next(40)];
            random.NextBytes(payload);
            try
            {
                var reader = new FrameReader(payload);
                reader.ReadText().Length.Should().BeLessThanOrEqualTo(payload.Length);
                reader.ReadNumber();
                reader.ExpectEnd();
            }
            catch (FrameException)
            {
                refused++;
            }
        }

        refused.Should().BeGreaterThan(19_000);
    }

    sealed class Nobody : IBufferOwner
    {
        public void Recycle(NetworkBuffer buffer) => throw new InvalidOperationException();
    }
}
