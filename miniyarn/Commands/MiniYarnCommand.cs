using System.CommandLine;
using System.Globalization;
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

    readonly Option<string[]> others = new("--resource")
    {
        Description = "TYPE=AMOUNT of another resource type that each node has; may be repeated.",
    };

    readonly Option<bool> daemon = new("--daemon") { Description = "Returns when the cluster is ready." };

    public Task<int> RunAsync(string[] words)
    {
        nodes.Validators.Add(result => RequireBetween(result, 1, MostNodes));
        others.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Where(word => !IsAmount(word.Value)))
            {
                result.AddError($"--resource is TYPE=AMOUNT, such as license=2, not {word.Value}.");
            }
        });
        memory.Validators.Add(result => RequireBetween(result, LeastMemoryMb, int.MaxValue));
        var up = new Command("up", "Starts a YARN and HDFS of this machine.") { nodes, memory, others, folder, daemon };
        var down = new Command("down", "Stops it with everything that runs on it.") { folder };
        var status = new Command("status", "Shows whether it runs, and what runs on it.") { folder };
        up.SetAction((parsed, token) => new UpCommand(output, time).RunAsync(
            new ClusterOptions
            {
                Folder = Folder(parsed),
                User = Environment.UserName,
                Nodes = parsed.GetValue(nodes),
                MemoryMb = parsed.GetValue(memory),
                Others = Others(parsed.GetValue(others) ?? []),
            },
            parsed.GetValue(daemon), token));
        down.SetAction((parsed, token) => new DownCommand(output, time).RunAsync(Folder(parsed), token));
        status.SetAction((parsed, token) => new StatusCommand(output).RunAsync(Folder(parsed), token));

        // Signals are this program's own business: up ends its nodes before the process ends.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output };
        return new RootCommand("A small YARN and HDFS in .NET, for laptops and tests.") { up, down, status }
            .Parse(words).InvokeAsync(invocation);
    }

    static bool IsAmount(string word) =>
        word.IndexOf('=') is var at and > 0 && long.TryParse(word.AsSpan(at + 1), out var amount) && amount >= 0;

    static Dictionary<string, long> Others(string[] words) => words.Select(word => word.Split('=')).ToDictionary(
        parts => parts[0], parts => long.Parse(parts[1], CultureInfo.InvariantCulture));

    string Folder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(folder)!);

    static void RequireBetween(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
        {
            result.AddError($"{result.Option.Name} must be between {least} and {most}, not {value}.");
        }
    }
}
