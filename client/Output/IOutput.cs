namespace FlinkYarn.Client.Output;

/// <summary>What people see while they wait; one implementation for terminals, one for pipes and files. Thread-safe.</summary>
interface IOutput
{
    /// <summary>A line that stays, on standard output.</summary>
    void Say(string line);

    /// <summary>What is being waited for now; on a terminal it is replaced, in a pipe told once.</summary>
    void Wait(string state);

    /// <summary>A line that stays, on standard error.</summary>
    void Warn(string line);

    /// <summary>Several lines that stay, on standard error.</summary>
    void Fail(string heading, IEnumerable<string> lines);

    /// <summary>Follows an upload of so many bytes; dispose it when it has ended.</summary>
    IUploadOutput Upload(string what, long bytes);

    /// <summary>Names and values as a block.</summary>
    void Table(string heading, IReadOnlyList<(string Name, string Value)> rows);
}

/// <summary>An upload that people wait for.</summary>
interface IUploadOutput : IProgress<long>, IDisposable;
