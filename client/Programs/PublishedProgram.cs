namespace FlinkYarn.Client.Programs;

/// <summary>A program as it will be shipped: its publish folder and the assembly with its entry point.</summary>
/// <param name="Folder">All of it travels.</param>
/// <param name="EntryAssembly">In the folder.</param>
/// <param name="Scratch">Made for this run and deleted with it; null when the folder is the user's own.</param>
sealed record PublishedProgram(DirectoryInfo Folder, FileInfo EntryAssembly, DirectoryInfo? Scratch) : IDisposable
{
    /// <summary>The program's name: the assembly's.</summary>
    public string Name => Path.GetFileNameWithoutExtension(EntryAssembly.Name);

    public void Dispose()
    {
        if (Scratch is { Exists: true })
        {
            Scratch.Delete(recursive: true);
        }
    }
}
