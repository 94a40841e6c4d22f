using FlinkYarn.Client.Cluster;
using FlinkYarn.Client.Deployment;
using FlinkYarn.Client.Output;

namespace FlinkYarn.Client.Sessions;

/// <summary>A session that a command stays with, to its end or until people leave it.</summary>
sealed class AttachedSession(
    RunningApplication session, YarnConnection cluster, SessionFile file, IOutput output, TimeProvider time)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Tells how a session that goes on is stopped later.</summary>
    public static void TellHowToStop(string id, IOutput output) => output.Say(
        $"The session goes on without this command. To stop it: echo stop | yarn-session -id {id}, or, when that "
        + $"cannot reach it, yarn application -kill {id}, which leaves files behind");

    /// <summary>Stays; true when the session has ended well, or goes on.</summary>
    /// <param name="input">What people type.</param>
    /// <param name="isOwner">
    /// Whether this command has started it: when it is interrupted it takes the session along, a visitor does not.
    /// </param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <exception cref="OperationCanceledException">It was interrupted; what follows from that is done.</exception>
    public async Task<bool> StayAsync(TextReader input, bool isOwner, CancellationToken cancellationToken)
    {
        try
        {
            return await new SessionWatch(session, cluster, output, time, isOwner)
                .RunAsync(input, cancellationToken) switch
            {
                SessionEnd.StopWanted => await StopAsync(cancellationToken),
                SessionEnd.LeaveWanted => Leave(),
                SessionEnd.Unknown => false,
                var end => await TellEndAsync(end, cancellationToken),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(Patience, time);
            _ = isOwner ? await StopAsync(patience.Token) : Leave();
            throw;
        }
    }

    /// <summary>Ends the session and waits for it; whether it has ended well.</summary>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        output.Say($"Stopping {session.Id}");
        try
        {
            await session.Cluster.ShutDownAsync(cancellationToken);
        }
        catch (ApplicationEndedException)
        {
            // Somebody was faster; the report says how it ended.
        }

        file.DeleteIf(session.Id);
        return await new FinalReport(cluster, output, time).TellShutdownAsync(session, cancellationToken);
    }

    async Task<bool> TellEndAsync(SessionEnd end, CancellationToken cancellationToken)
    {
        output.Warn(end == SessionEnd.Ended ? "The session was ended by somebody else." : "The session has failed.");
        file.DeleteIf(session.Id);
        await new FinalReport(cluster, output, time).TellShutdownAsync(session, cancellationToken);
        return end == SessionEnd.Ended;
    }

    bool Leave()
    {
        TellHowToStop(session.Id, output);
        return true;
    }
}
