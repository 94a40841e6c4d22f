using System.CommandLine;
using System.Globalization;
using FlinkYarn.Api.Execution;
using FlinkYarn.Client.Cluster;
using FlinkYarn.Runtime.Contracts.Rest;

namespace FlinkYarn.Client.Commands;

/// <summary><c>list</c>: an application's jobs in Flink's sections and lines.</summary>
sealed class ListCommand : IVerb
{
    const string Below = "--------------------------------------------------------------";

    readonly CommandContext context;
    readonly ClusterFlags flags = new();
    readonly Option<bool> running = new("--running", "-r")
    {
        Description = "Only jobs that run or restart.", Arity = ArgumentArity.Zero,
    };
    readonly Option<bool> scheduled = new("--scheduled", "-s")
    {
        Description = "Only jobs that wait for resources.", Arity = ArgumentArity.Zero,
    };
    readonly Option<bool> all = new("--all", "-a")
    {
        Description = "Those that have ended, too.", Arity = ArgumentArity.Zero,
    };

    public ListCommand(CommandContext context)
    {
        this.context = context;
        Definition = Verbs.With("list", "Lists the jobs of an application.", [running, scheduled, all, .. flags.All]);
    }

    public Command Definition { get; }

    public bool HasProgram => false;

    public string Refusal => "Nothing was listed:";

    public async Task<int> RunAsync(ParseResult parsed, CommandWords words, CancellationToken cancellationToken)
    {
        var mistakes = new List<string>(words.Mistakes);
        mistakes.AddRange(words.Others.Select(word => $"'{word}' is too much: list takes flags only."));
        using var cluster = await flags.OpenAsync(context, parsed, mistakes, cancellationToken);
        var jobs = await cluster.Application.Cluster.ListJobsAsync(cancellationToken);
        var isBoth = parsed.GetValue(all) || parsed.GetValue(running) == parsed.GetValue(scheduled);
        if (isBoth || parsed.GetValue(running))
        {
            Write("Running/Restarting Jobs", "No running jobs.", jobs, status => !IsScheduled(status)
                && !status.IsTerminal());
        }

        if (isBoth || parsed.GetValue(scheduled))
        {
            Write("Scheduled Jobs", "No scheduled jobs.", jobs, IsScheduled);
        }

        if (parsed.GetValue(all))
        {
            Write("Terminated Jobs", "No terminated jobs.", jobs, status => status.IsTerminal());
        }

        return ExitCodes.Success;
    }

    static bool IsScheduled(JobStatus status) => status is JobStatus.Created or JobStatus.Initializing;

    void Write(string heading, string none, IReadOnlyList<JobSummary> jobs, Func<JobStatus, bool> isMeant)
    {
        var found = jobs.Where(job => isMeant(JobStates.Parse(job.State)))
            .OrderBy(job => job.State, StringComparer.Ordinal).ThenBy(job => job.StartTime).ToList();
        if (found.Count == 0)
        {
            context.Plain.WriteLine(none);
            return;
        }

        var rule = Below.Length - heading.Length - 2;
        context.Plain.WriteLine($"{new string('-', rule / 2)} {heading} {new string('-', rule - rule / 2)}");
        foreach (var job in found)
        {
            var start = TimeZoneInfo.ConvertTime(
                DateTimeOffset.FromUnixTimeMilliseconds(job.StartTime), context.Time.LocalTimeZone);
            context.Plain.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{start:dd.MM.yyyy HH:mm:ss} : {job.Id} : {job.Name} ({job.State})"));
        }

        context.Plain.WriteLine(Below);
    }
}
