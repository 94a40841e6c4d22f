using System.Reflection;
using FlinkYarn.Api.Types;
using FlinkYarn.Runtime.Programs;
using FlinkYarn.Runtime.Tests.Artifacts;

namespace FlinkYarn.Runtime.Tests.Programs;

/// <summary>A program has assemblies of its own, but shares FlinkYarn's and the framework's types.</summary>
public sealed class ProgramLoadContextTests
{
    // This very assembly stands for a program.
    static readonly FileInfo Program = new(typeof(ProgramLoadContextTests).Assembly.Location);

    [Fact]
    public void The_programs_packages_are_its_own_though_we_have_them_too()
    {
        var own = Find(Program, "FluentAssertions");

        own.Should().NotBeSameAs(typeof(FluentActions).Assembly, "a program's may be of another version");
        own.Location.Should().StartWith(Program.DirectoryName);
    }

    [Fact]
    public void FlinkYarn_is_ours() =>
        Find(Program, "FlinkYarn.Api").Should().BeSameAs(typeof(RecordReader).Assembly);

    [Fact]
    public void The_framework_is_ours_also_when_the_program_was_published_with_one()
    {
        using var folder = new ScratchFolder();
        var program = Copy(folder, "System.Text.Json", typeof(System.Text.Json.JsonDocument).Assembly.Location);

        Find(program, typeof(System.Text.Json.JsonDocument).Assembly.FullName!)
            .Should().BeSameAs(typeof(System.Text.Json.JsonDocument).Assembly);
    }

    [Fact]
    public void A_program_without_a_list_of_its_assemblies_is_what_lies_in_its_folder()
    {
        using var folder = new ScratchFolder();
        var program = Copy(folder, "FluentAssertions", typeof(FluentActions).Assembly.Location);

        Find(program, "FluentAssertions").Location.Should().StartWith(program.DirectoryName);
    }

    [Fact]
    public void A_name_that_only_begins_like_ours_is_the_programs()
    {
        ProgramLoadContext.IsPart("FlinkYarn.Api.dll").Should().BeTrue();
        ProgramLoadContext.IsPart("FlinkYarn.Runtime.Tests.dll").Should().BeFalse();
    }

    [Fact]
    public void What_a_program_does_not_have_is_not_found() =>
        Program.Invoking(program => Find(program, "No.Such.Assembly")).Should().Throw<FileNotFoundException>();

    static Assembly Find(FileInfo program, string name) =>
        new ProgramLoadContext("program", program).LoadFromAssemblyName(new AssemblyName(name));

    static FileInfo Copy(ScratchFolder folder, string name, string location)
    {
        File.Copy(location, folder.Path(name + ".dll"));
        return Program.CopyTo(folder.Path(Program.Name));
    }
}
