using System.Text.RegularExpressions;
using FlinkYarn.Benchmarks.Measuring;

namespace FlinkYarn.Benchmarks.Start;

/// <summary>A detached session, from the command that starts it to the one that stops it.</summary>
sealed partial class MeasuredSession : IAsyncDisposable
{
    readonly FlinkYarnCommand command;
    readonly string applicationId;

    MeasuredSession(FlinkYarnCommand command, string applicationId, TimeSpan up)
    {
        this.command = command;
        this.applicationId = applicationId;
        Up = up;
    }

    /// <summary>From the command's start to its end, when the session takes jobs.</summary>
    public TimeSpan Up { get; }

    public static async Task<MeasuredSession> StartAsync(FlinkYarnCommand command, CancellationToken cancellationToken)
    {
        var start = await command.RunAsync(
            ["yarn-session", "-d", "-Dresourcemanager.taskmanager-timeout=10 min"], cancellationToken);
        return new MeasuredSession(command, ApplicationId().Match(start.Output).Value, start.Wall);
    }

    public Task<CommandRun> RunJobAsync(CancellationToken cancellationToken) => command.RunJobAsync(
        ["-t", "yarn-session", $"-Dyarn.application.id={applicationId}"], cancellationToken);

    /// <summary>Of its ApplicationMaster and its one TaskManager, now.</summary>
    public (double Master, double Worker) ResidentMb()
    {
        var processes = ProcessTable.OfApplication(applicationId);
        return (Of("appmaster"), Of("taskmanager"));

        double Of(string role) => processes
            .Where(process => process.Command.StartsWith("./flinkyarn/FlinkYarn.Container ", StringComparison.Ordinal)
                && process.Command.Contains(role, StringComparison.Ordinal))
            .Select(process => ProcessTable.ResidentMb(process.Id))
            .Single() ?? throw new InvalidOperationException($"The {role} of {applicationId} has ended.");
    }

    public async ValueTask DisposeAsync() =>
        await command.RunAsync(["yarn-session", "-id", applicationId], CancellationToken.None, "stop\n");

    [GeneratedRegex(@"application_\d+_\d+")]
    private static partial Regex ApplicationId();
}
