using System.CommandLine;
using FlinkYarn.MiniYarn.Cluster;

namespace FlinkYarn.MiniYarn.Commands;

/// <summary>The command line of FlinkYarn.MiniYarn: up, down, status.</summary>
internal sealed class MiniYarnCommand(TextWriter output, TimeProvider time)
{
    const int MostNodes = 64;
    const int LeastMemoryMb = 256;

    readonly Option<string> folder = new("--dir")
    {
        Description = "Where everything of the cluster is.",
        DefaultValueFactory = _ => Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".flinkyarn", "mini-yarn"),
    };

    readonly Option<int> nodes = new("--nodes") { Description = "How many nodes.", DefaultValueFactory = _ => 2 };

    readonly Option<int> memory = new("--memory")
    {
        Description = "Memory of each node in MB.", DefaultValueFactory = _ => 4096,
    };

    readonly Option<bool> daemon = new("--daemon") { Description = "Returns when the cluster is ready." };

    public Task<int> RunAsync(string[] words)
    {
        nodes.Validators.Add(result => RequireBetween(result, 1, MostNodes));
        memory.Validators.Add(result => RequireBetween(result, LeastMemoryMb, int.MaxValue));
        var up = new Command("up", "Starts a YARN and HDFS of this machine.") { nodes, memory, folder, daemon };
        var down = new Command("down", "Stops it with everything that runs on it.") { folder };
        var status = new Command("status", "Shows whether it runs, and what runs on it.") { folder };
        up.SetAction((parsed, token) => new UpCommand(output, time).RunAsync(
            new ClusterOptions
            {
                Folder = Folder(parsed),
                User = Environment.UserName,
                Nodes = parsed.GetValue(nodes),
                MemoryMb = parsed.GetValue(memory),
            },
            parsed.GetValue(daemon), token));
        down.SetAction((parsed, token) => new DownCommand(output, time).RunAsync(Folder(parsed), token));
        status.SetAction((parsed, token) => new StatusCommand(output).RunAsync(Folder(parsed), token));

        // Signals are this program's own business: up ends its nodes before the process ends.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output };
        return new RootCommand("A small YARN and HDFS in .NET, for laptops and tests.") { up, down, status }
            .Parse(words).InvokeAsync(invocation);
    }

    string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(folder)!);

    static void RequireBetween(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
        {
            result.AddError($"{result.Option.Name} must be between {least} and {most}, not {value}.");
        }
    }
}
