namespace FlinkYarn.Runtime.Tests.Artifacts;

/// <summary>A folder of one test.</summary>
sealed class ScratchFolder : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-test-");

    public string Path(params string[] parts) => System.IO.Path.Combine([folder.FullName, .. parts]);

    public DirectoryInfo Folder(string name) => folder.CreateSubdirectory(name);

    public Uri Uri(string name) => new("file://" + Path(name));

    /// <summary>Writes a file, its folders made.</summary>
    public FileInfo Write(string name, string text)
    {
        var file = new FileInfo(Path(name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
        return file;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
