using System.Threading.Channels;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Output;
using FlinkYarn.Hadoop.Rest;

namespace FlinkYarn.Client.Sessions;

/// <summary>How a watch of a session ended.</summary>
enum SessionEnd
{
    /// <summary>Somebody here wants the session to end.</summary>
    StopWanted,

    /// <summary>Somebody here wants to leave; the session goes on.</summary>
    LeaveWanted,

    /// <summary>It ended well, by somebody else's wish.</summary>
    Ended,

    /// <summary>It failed or was killed.</summary>
    Failed,

    /// <summary>YARN could not be asked for a while.</summary>
    Unknown,
}

/// <summary>
/// Stays with a session: takes the words that people type and looks once a second whether YARN still has it.
/// </summary>
/// <param name="isOwner">Whether this command has started it: <c>quit</c> then ends it, as in Flink.</param>
sealed class SessionWatch(
    RunningApplication session, YarnConnection cluster, IOutput output, TimeProvider time, bool isOwner)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task<SessionEnd> RunAsync(TextReader input, CancellationToken cancellationToken)
    {
        output.Say("The session runs. Type 'help' for the commands.");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var words = ListenAsync(ConsoleLines.Of(input), ended.Token);
        var reports = LookAsync(ended.Token);
        try
        {
            return await await Task.WhenAny(words, reports);
        }
        finally
        {
            await ended.CancelAsync();
            await ((Task)Task.WhenAll(words, reports)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // An input that has ended says nothing: sessions are started from scripts, too.
    async Task<SessionEnd> ListenAsync(ChannelReader<string> lines, CancellationToken cancellationToken)
    {
        await foreach (var line in lines.ReadAllAsync(cancellationToken))
        {
            switch (line.Trim())
            {
                case "":
                    break;
                case "stop":
                    return SessionEnd.StopWanted;
                case "quit":
                    return isOwner ? SessionEnd.StopWanted : SessionEnd.LeaveWanted;
                case "help":
                    TellHelp();
                    break;
                case var unknown:
                    output.Warn($"Unknown command '{unknown}'.");
                    TellHelp();
                    break;
            }
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        return SessionEnd.LeaveWanted;
    }

    async Task<SessionEnd> LookAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(Interval, time);
        var lastAnswer = time.GetTimestamp();
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                var report = await cluster.Yarn.GetApplicationAsync(session.Id, cancellationToken);
                lastAnswer = time.GetTimestamp();
                if (report.IsTerminal)
                {
                    return report.FinalStatus == YarnFinalStatus.Succeeded ? SessionEnd.Ended : SessionEnd.Failed;
                }
            }
            catch (IOException failure)
            {
                if (time.GetElapsedTime(lastAnswer) > Patience)
                {
                    output.Warn($"The session is in an unknown state: {failure.Message}");
                    return SessionEnd.Unknown;
                }
            }
        }

        return SessionEnd.Unknown;
    }

    void TellHelp()
    {
        output.Say("help  shows this");
        output.Say("stop  ends the session with all its jobs");
        output.Say(isOwner ? "quit  ends the session, too" : "quit  leaves; the session goes on");
    }
}
