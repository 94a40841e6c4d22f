using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Deployment;

/// <summary>
/// The local resources of every TaskManager's container, as the client tells them to the ApplicationMaster: in its
/// environment, since they are known only when all of them are written, and a file among them could not name itself.
/// </summary>
static class TaskManagerFiles
{
    /// <summary>Of the ApplicationMaster's environment. It has no secrets.</summary>
    public const string Variable = "FLINKYARN_TASKMANAGER_FILES";

    /// <summary>As a value that no shell and no replacement of YARN's changes.</summary>
    public static string Encode(IReadOnlyList<StagedResource> resources) => Convert.ToBase64String(
        JsonSerializer.SerializeToUtf8Bytes(resources, TaskManagerFilesJson.Default.IReadOnlyListStagedResource));

    /// <exception cref="IOException">The value is damaged.</exception>
    public static IReadOnlyList<StagedResource> Decode(string value)
    {
        try
        {
            return JsonSerializer.Deserialize(
                    Convert.FromBase64String(value), TaskManagerFilesJson.Default.IReadOnlyListStagedResource)
                ?? throw new JsonException("null is no list of files.");
        }
        catch (Exception damaged) when (damaged is JsonException or FormatException)
        {
            throw new IOException(
                $"{Variable} is not what the client of the same distribution writes: {damaged.Message}", damaged);
        }
    }
}

/// <summary>The value's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<StagedResource>))]
sealed partial class TaskManagerFilesJson : JsonSerializerContext;
