using System.Text;
using FlinkYarn.Runtime.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace FlinkYarn.Runtime.Tests.Telemetry;

public sealed class StandardStreamLimitTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-test-");
    readonly FakeTimeProvider time = new();

    [Theory]
    [InlineData("taskmanager.out")]
    [InlineData("taskmanager.err")]
    public void A_stream_that_grew_too_large_begins_anew_and_its_last_part_is_kept(string name)
    {
        using var limit = new StandardStreamLimit(folder.FullName, "taskmanager", time, largest: 10);
        using var stream = new FileStream(
            Path.Combine(folder.FullName, name), FileMode.Append, FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        Print(stream, "first 12345");
        Tick();
        Read(name).Should().BeEmpty();
        Read($"{name}.1").Should().Be("first 12345");

        // The shell's descriptor appends; a FileStream remembers its place, so the test opens another.
        File.AppendAllText(Path.Combine(folder.FullName, name), "second 1234");
        Tick();

        Read(name).Should().BeEmpty();
        Read($"{name}.1").Should().Be("second 1234");
    }

    [Fact]
    public void Below_the_limit_nothing_happens()
    {
        using var limit = new StandardStreamLimit(folder.FullName, "taskmanager", time, largest: 10);
        File.WriteAllText(Path.Combine(folder.FullName, "taskmanager.out"), "0123456789");

        Tick();

        Read("taskmanager.out").Should().Be("0123456789");
        folder.GetFiles().Should().ContainSingle();
    }

    public void Dispose() => folder.Delete(recursive: true);

    void Tick() => time.Advance(TimeSpan.FromSeconds(1));

    string Read(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));

    static void Print(FileStream stream, string text) => stream.Write(Encoding.ASCII.GetBytes(text));
}
