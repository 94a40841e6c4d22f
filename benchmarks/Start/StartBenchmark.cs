using FlinkYarn.Benchmarks.Results;

namespace FlinkYarn.Benchmarks.Start;

/// <summary>
/// What a start costs on a real YARN with its memory checks in force: the archive is localized, medians of several runs.
/// </summary>
sealed class StartBenchmark(YarnUnderTest yarn, DirectoryInfo home, int runs, int jobs)
{
    const double Megabyte = 1e6;
    const int SmallestContainerMb = 512;

    readonly FlinkYarnCommand command = new(home, yarn);

    public async Task<IReadOnlyList<Row>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        rows.AddRange(await UploadAsync(cancellationToken));
        rows.AddRange(await PerJobAsync(cancellationToken));
        rows.Add(await SmallestAsync(cancellationToken));
        rows.AddRange(await SessionAsync(cancellationToken));
        return rows;
    }

    async Task<IEnumerable<Row>> UploadAsync(CancellationToken cancellationToken)
    {
        var folder = $"/bench-{Path.GetRandomFileName()}";
        string[] job = ["-t", "yarn-per-job", $"-Dyarn.staging-directory=hdfs://{folder}"];
        await command.RunJobAsync(job, cancellationToken);
        var first = await yarn.SizeAsync(folder, cancellationToken);
        await command.RunJobAsync(job, cancellationToken);
        var second = await yarn.SizeAsync(folder, cancellationToken) - first;
        return
        [
            Row.Of(StartRows.FirstUpload, "MB", first / Megabyte, 55),
            Row.Of(StartRows.SecondUpload, "MB", second / Megabyte, 0),
        ];
    }

    async Task<IEnumerable<Row>> PerJobAsync(CancellationToken cancellationToken)
    {
        var (wall, cpu, clientMb) = await RepeatAsync(["-t", "yarn-per-job"], cancellationToken);
        var (single, singleCpu, _) = await RepeatAsync(
            ["-t", "yarn-per-job", "-Dyarn.single-container=true"], cancellationToken);
        return
        [
            Row.Of(StartRows.PerJobWall, "s", wall, 3),
            Row.Of(StartRows.PerJobCpu, "s", cpu, 1.5),
            Row.Of("per-job in a single container, wall", "s", single, 1.8),
            Row.Of("per-job in a single container, CPU of all processes", "s", singleCpu, 1.5),
            Row.Of(StartRows.ClientMemory, "MB", clientMb, 70),
        ];
    }

    async Task<(double Wall, double Cpu, double ClientMb)> RepeatAsync(
        string[] arguments, CancellationToken cancellationToken)
    {
        await command.RunJobAsync(arguments, cancellationToken);
        var (walls, cpus, peaks) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            await yarn.QuietAsync(cancellationToken);
            var before = yarn.ContainersCpuSeconds;
            var result = await command.RunJobAsync(arguments, cancellationToken);
            await yarn.QuietAsync(cancellationToken);
            walls.Add(result.Wall.TotalSeconds);
            cpus.Add(result.Cpu.TotalSeconds + yarn.ContainersCpuSeconds - before);
            peaks.Add(result.PeakResidentMb);
        }

        return (Median.Of(walls), Median.Of(cpus), Median.Of(peaks));
    }

    // The job must end well, which it does not when the memory checks kill a container.
    async Task<Row> SmallestAsync(CancellationToken cancellationToken)
    {
        await command.RunJobAsync(
            [
                "-t", "yarn-per-job", $"-Djobmanager.memory.process.size={SmallestContainerMb}m",
                $"-Dtaskmanager.memory.process.size={SmallestContainerMb}m",
            ],
            cancellationToken);
        return Row.Of(StartRows.SmallestContainer, "MB", SmallestContainerMb, SmallestContainerMb);
    }

    async Task<IEnumerable<Row>> SessionAsync(CancellationToken cancellationToken)
    {
        var (ups, firsts) = (new List<double>(), new List<double>());
        for (var run = 1; run < runs; run++)
        {
            await using var measured = await StartSessionAsync(cancellationToken);
            ups.Add(measured.Up.TotalSeconds);
            firsts.Add((await measured.RunJobAsync(cancellationToken)).Wall.TotalSeconds);
        }

        await using var session = await StartSessionAsync(cancellationToken);
        ups.Add(session.Up.TotalSeconds);
        firsts.Add((await session.RunJobAsync(cancellationToken)).Wall.TotalSeconds);
        var (master, worker) = session.ResidentMb();
        var warm = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            warm.Add((await session.RunJobAsync(cancellationToken)).Wall.TotalSeconds);
        }

        List<Row> rows =
        [
            Row.Of(StartRows.SessionUp, "s", Median.Of(ups), 2),
            Row.Of(StartRows.FirstJob, "s", Median.Of(firsts), 1.5),
            Row.Of(StartRows.WarmSubmit, "s", Median.Of(warm), 0.25),
            Row.Of(StartRows.MasterMemory, "MB", master, 80),
            Row.Of(StartRows.WorkerMemory, "MB", worker, 100),
        ];
        rows.AddRange(await new ManyJobs(session, jobs).RunAsync(cancellationToken));
        return rows;
    }

    async Task<MeasuredSession> StartSessionAsync(CancellationToken cancellationToken)
    {
        await yarn.QuietAsync(cancellationToken);
        return await MeasuredSession.StartAsync(command, cancellationToken);
    }
}
