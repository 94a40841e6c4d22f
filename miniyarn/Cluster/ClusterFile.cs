using System.Text.Json;

namespace FlinkYarn.MiniYarn.Cluster;

/// <summary>
/// cluster.json: how the cluster in a folder is reached, for scripts and tests. It is there while the cluster runs.
/// </summary>
internal sealed record ClusterFile(
    string Kind, string ResourceManager, string NameNode, int Nodes, string HadoopConfDir)
{
    const string Name = "cluster.json";

    /// <summary>Where tests break the cluster.</summary>
    public string Faults { get; init; } = "";

    /// <summary>Null where no cluster runs.</summary>
    public static ClusterFile? Read(string folder)
    {
        try
        {
            var text = File.ReadAllBytes(Path.Combine(folder, Name));
            return JsonSerializer.Deserialize<ClusterFile>(text, JsonSerializerOptions.Web);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Written whole or not at all: who sees it finds a cluster that is ready.</summary>
    public void Write(string folder)
    {
        var draft = Path.Combine(folder, $".{Name}");
        File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        File.Move(draft, Path.Combine(folder, Name), overwrite: true);
    }

    public static void Delete(string folder) => File.Delete(Path.Combine(folder, Name));
}
