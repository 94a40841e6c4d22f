using System.Text;
using FlinkYarn.TaskManager.Operators.Sources;

namespace FlinkYarn.TaskManager.Tests.Operators.Sources;

/// <summary>However a file is cut into splits and blocks, each line is read once.</summary>
public sealed class SplitLinesTests
{
    [Fact]
    public void Any_cuts_give_each_line_once_and_in_order()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 3000; round++)
        {
            var file = RandomFile(random);
            var cuts = Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(file.Length + 1))
                .Append(0).Append(file.Length).Distinct().Order().ToArray();
            var blockSize = random.Next(1, 20);

            var lines = cuts.Zip(cuts.Skip(1))
                .SelectMany(cut => Read(file, cut.First, cut.Second - cut.First, blockSize));

            lines.Should().Equal(Expected(file), $"file {Convert.ToHexString(file)}, cuts {string.Join(',', cuts)}");
        }
    }

    [Fact]
    public void Line_ends_may_be_LF_or_CRLF_and_the_last_may_have_none() =>
        Read("one\r\ntwo\n\nthree"u8.ToArray(), 0, 15, 4).Should().Equal("one", "two", "", "three");

    [Fact]
    public void A_byte_order_mark_is_no_text() =>
        Read("\uFEFFone\n\uFEFFtwo"u8.ToArray(), 0, 13, 2).Should().Equal("one", "\uFEFFtwo");

    [Fact]
    public void An_empty_file_has_no_lines() => Read([], 0, 0, 4).Should().BeEmpty();

    [Fact]
    public void A_split_within_one_long_line_has_none() =>
        Read(Encoding.UTF8.GetBytes(new string('x', 100) + "\nnext"), 10, 20, 7).Should().BeEmpty();

    static byte[] RandomFile(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(60); left > 0; left--)
        {
            text.Append(random.Next(8) switch { 0 or 1 => "\n", 2 => "\r\n", 3 => "ä", 4 => "", _ => "x" });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static IEnumerable<string> Expected(byte[] file)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n');
        return lines.Take(lines[^1].Length == 0 ? lines.Length - 1 : lines.Length)
            .Select(line => line.EndsWith('\r') ? line[..^1] : line);
    }

    static List<string> Read(byte[] file, int offset, int length, int blockSize)
    {
        var lines = new SplitLines(offset, length);
        var read = new List<string>();
        var position = offset;
        while (true)
        {
            switch (lines.TryNext(out var line))
            {
                case LineStatus.Line:
                    read.Add(Encoding.UTF8.GetString(line));
                    break;
                case LineStatus.Ended:
                    return read;
                default:
                    var count = Math.Min(blockSize, file.Length - position);
                    lines.Feed(file.AsMemory(position, count));
                    position += count;
                    if (count == 0)
                    {
                        lines.EndFile();
                    }

                    break;
            }
        }
    }
}
