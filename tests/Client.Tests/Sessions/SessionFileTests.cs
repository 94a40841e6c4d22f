using FlinkYarn.Client.Sessions;
using FlinkYarn.Client.Tests.Programs;

namespace FlinkYarn.Client.Tests.Sessions;

/// <summary>The file in which a session is noted.</summary>
public sealed class SessionFileTests : IDisposable
{
    readonly Scratch scratch = new();

    SessionFile File => new(scratch.Path(), "tester");

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void What_is_written_is_read_whatever_its_letters()
    {
        var note = new SessionNote(
            "application_1_0001", ["a=b=c: #!", "größe=日本\t\\n", "x= leading"],
            new Uri("hdfs://nn:8020/user/größe/x"));

        File.Write(note);

        var read = File.Read()!;
        read.ApplicationId.Should().Be(note.ApplicationId);
        read.Properties.Should().Equal(note.Properties);
        read.Staging.Should().Be(note.Staging);
    }

    [Fact]
    public void A_file_that_flink_has_written_is_understood()
    {
        scratch.Write(
            ".yarn-properties-tester",
            "#Generated YARN properties file\r\n#Fri Nov 01 10:00:00 UTC 2024\r\n"
            + "dynamicPropertiesString=taskmanager.numberOfTaskSlots\\=4@@a\\=b\r\n"
            + "applicationID=application_1730000000000_0007\r\n");

        var note = File.Read()!;

        note.ApplicationId.Should().Be("application_1730000000000_0007");
        note.Properties.Should().Equal("taskmanager.numberOfTaskSlots=4", "a=b");
        note.Staging.Should().BeNull();
    }

    [Fact]
    public void Without_a_file_there_is_no_session() => File.Read().Should().BeNull();

    [Fact]
    public void A_link_that_somebody_has_put_there_is_replaced_and_not_followed()
    {
        var target = scratch.Write("precious", "unchanged");
        System.IO.File.CreateSymbolicLink(File.Path, target.FullName);

        File.Write(new SessionNote("application_1_0001", [], null));

        System.IO.File.ReadAllText(target.FullName).Should().Be("unchanged");
        File.Read()!.ApplicationId.Should().Be("application_1_0001");
    }

    [Fact]
    public void Only_the_session_that_it_names_deletes_it()
    {
        File.Write(new SessionNote("application_1_0001", [], null));

        File.DeleteIf("application_1_0002");
        File.Read().Should().NotBeNull();
        File.DeleteIf("application_1_0001");

        File.Read().Should().BeNull();
    }
}
