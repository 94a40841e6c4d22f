using System.Text;

namespace FlinkYarn.MiniYarn.WebHdfs;

/// <summary>
/// An absolute path of the file system, already decoded; it can name nothing above the root
/// (DFSUtilClient.isValidName).
/// </summary>
internal sealed class HdfsPath : IEquatable<HdfsPath>
{
    const int LongestName = 255;

    HdfsPath(string[] names) => Names = names;

    public static HdfsPath Root { get; } = new([]);

    public string[] Names { get; }

    public string Name => Names.Length == 0 ? "" : Names[^1];

    public bool IsRoot => Names.Length == 0;

    public HdfsPath Parent => IsRoot ? this : new HdfsPath(Names[..^1]);

    public static HdfsPath Parse(string text)
    {
        if (!text.StartsWith('/'))
        {
            throw HdfsFailure.InvalidPath(text);
        }

        var names = text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (name is "." or ".." || name.Contains(':') || name.Contains('\0'))
            {
                throw HdfsFailure.InvalidPath(text);
            }

            if (Encoding.UTF8.GetByteCount(name) > LongestName)
            {
                throw HdfsFailure.Io(
                    $"The maximum path component name limit of {name} in directory {text} is exceeded: "
                    + $"limit={LongestName} length={Encoding.UTF8.GetByteCount(name)}");
            }
        }

        return new HdfsPath(names);
    }

    public HdfsPath Child(string name) => new([.. Names, name]);

    public bool IsUnder(HdfsPath ancestor) =>
        Names.Length > ancestor.Names.Length && Names.AsSpan(0, ancestor.Names.Length).SequenceEqual(ancestor.Names);

    public bool Equals(HdfsPath? other) => other is not null && Names.AsSpan().SequenceEqual(other.Names);

    public override bool Equals(object? obj) => Equals(obj as HdfsPath);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "/" + string.Join('/', Names);
}
