namespace FlinkYarn.Runtime.Telemetry;

/// <summary>
/// Keeps what a container prints from filling its node's disk: a file that has grown too large is copied aside, in
/// place of the copy before, and emptied (logrotate's <c>copytruncate</c>). The shell has opened it to append, so the
/// process goes on writing at its new end; what is written during the copy may be lost.
/// </summary>
sealed class StandardStreamLimit : IDisposable
{
    const long Largest = 64L << 20;

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    static readonly string[] Streams = ["out", "err"];

    readonly FileInfo[] files;
    readonly long largest;
    readonly ITimer timer;
    readonly Lock guard = new();

    /// <param name="folder">YARN's log folder.</param>
    /// <param name="process"><c>jobmanager</c> or <c>taskmanager</c>.</param>
    /// <param name="largest">Bytes.</param>
    public StandardStreamLimit(string folder, string process, TimeProvider time, long largest = Largest)
    {
        files = [.. Streams.Select(stream => new FileInfo(Path.Combine(folder, $"{process}.{stream}")))];
        this.largest = largest;
        timer = time.CreateTimer(_ => Check(), null, Interval, Interval);
    }

    public void Dispose() => timer.Dispose();

    void Check()
    {
        lock (guard)
        {
            foreach (var file in files)
            {
                file.Refresh();
                if (file.Exists && file.Length > largest)
                {
                    Cut(file);
                }
            }
        }
    }

    static void Cut(FileInfo file)
    {
        try
        {
            file.CopyTo($"{file.FullName}.1", overwrite: true);
        }
        catch (IOException)
        {
            // The disk is full already: room is worth more than the copy.
            File.Delete($"{file.FullName}.1");
        }

        using var all = file.Open(FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        all.SetLength(0);
    }
}
