namespace FlinkYarn.Client.Programs;

/// <summary>A program that was reviewed, and how it is called.</summary>
/// <param name="Published">Its files.</param>
/// <param name="EntryType">Null for the assembly's entry point.</param>
/// <param name="Arguments">The program's own.</param>
sealed record OpenedProgram(PublishedProgram Published, string? EntryType, IReadOnlyList<string> Arguments)
    : IDisposable
{
    public string Name => Published.Name;

    public void Dispose() => Published.Dispose();
}
