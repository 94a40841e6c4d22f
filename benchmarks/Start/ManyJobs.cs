using System.Diagnostics;
using FlinkYarn.Benchmarks.Results;

namespace FlinkYarn.Benchmarks.Start;

/// <summary>Short jobs one after another through one session: how long each takes, and whether memory stays flat.</summary>
sealed class ManyJobs(MeasuredSession session, int jobs)
{
    const int WarmUp = 100;
    const double Flat = 1.1;

    public async Task<IEnumerable<Row>> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var early = (Master: 0.0, Worker: 0.0);
        for (var job = 1; job <= jobs; job++)
        {
            await session.RunJobAsync(cancellationToken);
            if (job == Math.Min(WarmUp, jobs))
            {
                early = session.ResidentMb();
            }
        }

        var each = watch.Elapsed.TotalSeconds / jobs;
        var late = session.ResidentMb();
        return
        [
            Row.Of($"{jobs} short jobs through one session, a job", "s", each, 0.3),
            Row.Of($"ApplicationMaster's memory after {jobs} jobs, of that after {WarmUp}", "ratio",
                late.Master / early.Master, Flat),
            Row.Of($"TaskManager's memory after {jobs} jobs, of that after {WarmUp}", "ratio",
                late.Worker / early.Worker, Flat),
        ];
    }
}
