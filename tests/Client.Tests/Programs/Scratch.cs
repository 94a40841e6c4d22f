namespace FlinkYarn.Client.Tests.Programs;

/// <summary>A folder of one test.</summary>
sealed class Scratch : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flinkyarn-test-");

    public string Path(params string[] parts) => System.IO.Path.Combine([folder.FullName, .. parts]);

    public FileInfo Write(string name, string text)
    {
        var file = new FileInfo(Path(name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
        return file;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
