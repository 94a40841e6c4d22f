using System.IO.Compression;

namespace FlinkYarn.Client.Tests.Programs;

/// <summary>Where the build has put the programs of <c>Fixtures/</c>.</summary>
static class SamplePrograms
{
    /// <summary>.../bin/SampleProgram/debug/SampleProgram.dll, beside these tests' own folder.</summary>
    public static string Sample { get; } = Built("SampleProgram");

    /// <summary>Its folder as a .zip.</summary>
    public static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        ZipFile.CreateFromDirectory(Path.GetDirectoryName(Sample)!, bytes);
        return bytes.ToArray();
    }

    static string Built(string name)
    {
        var tests = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(tests.Parent!.Parent!.FullName, name, tests.Name, name + ".dll");
    }
}
