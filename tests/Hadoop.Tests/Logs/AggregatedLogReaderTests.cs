using System.Text;
using FlinkYarn.Hadoop.Logs;

namespace FlinkYarn.Hadoop.Tests.Logs;

public sealed class AggregatedLogReaderTests
{
    const string First = "container_1795414646467_0005_01_000001";
    const string Second = "container_1795414646467_0005_01_000002";

    [Theory]
    [InlineData("none", int.MaxValue)]
    [InlineData("none", 7)]
    [InlineData("gz", int.MaxValue)]
    [InlineData("gz", 4096)]
    public void Logs_of_two_containers_come_back_whatever_the_chunks_and_the_compression(string algorithm, int chunk)
    {
        var large = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"line {number}\n"));
        var file = new TFileBuilder(algorithm)
            .Record("VERSION", [0, 0, 0, 1])
            .Record("APPLICATION_OWNER", [0, 5, .. "alice"u8])
            .Record(First, TFileBuilder.Files(("jobmanager.log", large), ("jobmanager.out", "")), chunk)
            .Record(Second, TFileBuilder.Files(("taskmanager.log", "übung\n")), chunk)
            .Build();

        var logs = AggregatedLogReader.Read(file)
            .Select(log => (log.Container, log.FileName, Encoding.UTF8.GetString(log.Content.Span)));

        logs.Should().Equal(
            (First, "jobmanager.log", large), (First, "jobmanager.out", ""), (Second, "taskmanager.log", "übung\n"));
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused_and_never_read_as_something_else()
    {
        var file = new TFileBuilder("gz").Record(First, TFileBuilder.Files(("a.log", "hello"))).Build();

        for (var length = 0; length < file.Length; length++)
        {
            var cut = file.AsMemory(0, length);
            var reading = () => AggregatedLogReader.Read(cut).ToList();
            reading.Should().Throw<InvalidDataException>($"of {length} bytes");
        }
    }

    [Fact]
    public void Flipped_bits_end_in_invalid_data_or_in_other_text_but_never_in_another_exception()
    {
        var file = new TFileBuilder("none")
            .Record(First, TFileBuilder.Files(("a.log", "hello"), ("b.log", "world"))).Build();

        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var damaged = (byte[])file.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                _ = AggregatedLogReader.Read(damaged).ToList();
            }
            catch (InvalidDataException)
            {
                // What a reader of damaged bytes may say.
            }
        }
    }

    [Fact]
    public void A_block_that_claims_to_be_huge_takes_no_memory_for_what_it_does_not_hold()
    {
        var file = new TFileBuilder("gz").Record(First, TFileBuilder.Files(("a.log", "hello"))).Build(200 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        ((Action)(() => AggregatedLogReader.Read(file).ToList())).Should().Throw<InvalidDataException>();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
    }

    [Fact]
    public void A_chunk_of_the_smallest_of_all_lengths_is_refused()
    {
        var file = new TFileBuilder("none").Damaged(First, [0x87, 0x80, 0, 0, 0, 0, 0, 0, 0]).Build();

        ((Action)(() => AggregatedLogReader.Read(file).ToList())).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Another_compression_is_named()
    {
        var file = new TFileBuilder("lzo").Record(First, TFileBuilder.Files(("a.log", "hello"))).Build();

        ((Action)(() => AggregatedLogReader.Read(file).ToList()))
            .Should().Throw<InvalidDataException>().WithMessage("*compressed with lzo*none and gz can*");
    }
}
