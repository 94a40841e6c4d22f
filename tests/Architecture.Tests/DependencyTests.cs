using System.Reflection;

namespace FlinkYarn.Architecture.Tests;

/// <summary>Which assembly may know which: docs/ARCHITECTURE.md, "The rooms".</summary>
public sealed class DependencyTests
{
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FlinkYarn.Api"] = [],
        ["FlinkYarn.Hadoop"] = [],
        ["FlinkYarn.Runtime"] = ["FlinkYarn.Api", "FlinkYarn.Hadoop"],
        ["FlinkYarn.Client"] = ["FlinkYarn.Api", "FlinkYarn.Hadoop", "FlinkYarn.Runtime"],
        ["FlinkYarn.AppMaster"] = ["FlinkYarn.Api", "FlinkYarn.Hadoop", "FlinkYarn.Runtime"],
        ["FlinkYarn.TaskManager"] = ["FlinkYarn.Api", "FlinkYarn.Hadoop", "FlinkYarn.Runtime"],
        ["FlinkYarn.Local"] = ["FlinkYarn.Api", "FlinkYarn.Runtime", "FlinkYarn.AppMaster", "FlinkYarn.TaskManager"],
        ["FlinkYarn.Container"] = ["FlinkYarn.Runtime", "FlinkYarn.AppMaster", "FlinkYarn.TaskManager"],
        ["FlinkYarn.MiniYarn"] = ["FlinkYarn.Hadoop"],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_references_only_the_rooms_below_it(string name)
    {
        var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

        references.Where(reference => reference.StartsWith("FlinkYarn.", StringComparison.Ordinal))
            .Should().BeSubsetOf(Allowed[name]);
    }

    [Fact]
    public void The_api_references_the_base_class_library_only()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        Assembly.Load("FlinkYarn.Api").GetReferencedAssemblies()
            .Where(reference => !File.Exists(Path.Combine(framework, reference.Name + ".dll")))
            .Should().BeEmpty("a job's own package versions must never fight with ours");
    }

    [Fact]
    public void Hadoop_is_named_only_where_yarn_and_hdfs_are_met()
    {
        string[] allowed =
        [
            "runtime/FileSystems/", "client/Deployment/", "client/Cluster/", "client/Commands/", "client/Sessions/",
            "appmaster/ResourceManager/Yarn/", "appmaster/ApplicationMaster.cs", "appmaster/ContainerEnvironment.cs",
            "appmaster/ApplicationMasterEntry.cs", "client/Program.cs",
        ];

        SourceTree.Files("runtime", "client", "appmaster", "taskmanager", "local")
            .Where(file => file.Text.Contains("using FlinkYarn.Hadoop", StringComparison.Ordinal))
            .Select(file => file.Path)
            .Where(path => !allowed.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
            .Should().BeEmpty("the rest of the system knows file systems and resource drivers, not Hadoop");
    }

    [Fact]
    public void Folders_of_an_assembly_form_no_cycle()
    {
        var cycles = SourceTree.Rooms.SelectMany(room => FolderGraph.Of(room).Cycles());

        cycles.Should().BeEmpty();
    }

    [Theory]
    [InlineData("appmaster/ExecutionGraph/", "await ")]
    [InlineData("appmaster/ExecutionGraph/", "FlinkYarn.AppMaster.JobManager")]
    [InlineData("appmaster/JobManager/", "FlinkYarn.AppMaster.Dispatcher")]
    [InlineData("appmaster/JobManager/", "FlinkYarn.AppMaster.Rest")]
    [InlineData("taskmanager/Network/", "FlinkYarn.TaskManager.Tasks")]
    public void A_lower_room_does_not_know_a_higher_one(string folder, string forbidden)
    {
        var files = SourceTree.Files(folder.Split('/')[0])
            .Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToList();

        files.Should().NotBeEmpty();
        files.Where(file => file.Code.Any(line => line.Contains(forbidden, StringComparison.Ordinal)))
            .Select(file => file.Path).Should().BeEmpty();
    }
}
