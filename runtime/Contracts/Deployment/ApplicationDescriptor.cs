using System.Text.Json.Serialization;

namespace FlinkYarn.Runtime.Contracts.Deployment;

/// <summary>
/// What the client tells the ApplicationMaster about its application, as <see cref="FileName"/> among its local
/// resources. It has no secrets.
/// </summary>
sealed record ApplicationDescriptor
{
    public const string FileName = "application.json";

    /// <summary>Format of this file; another one is refused.</summary>
    public const int CurrentVersion = 3;

    public int Version { get; init; } = CurrentVersion;

    public required string ApplicationId { get; init; }

    public required DeploymentMode Mode { get; init; }

    /// <summary>
    /// Whether a client waits: the ApplicationMaster then keeps the job's result for it, for a bounded time.
    /// </summary>
    public required bool IsAttached { get; init; }

    /// <summary>The user that the application acts as in YARN and HDFS.</summary>
    public required string User { get; init; }

    /// <summary>
    /// The application's folder on the shared file system; the ApplicationMaster deletes it at the end.
    /// </summary>
    public required Uri Staging { get; init; }

    /// <summary>
    /// Scheduler addresses (<c>host:port</c>) of YARN's ResourceManagers, as the client resolved them.
    /// </summary>
    public required IReadOnlyList<string> SchedulerAddresses { get; init; }

    /// <summary>
    /// Where YARN's web proxies are reached; with a highly available pair each ResourceManager has one.
    /// </summary>
    public required IReadOnlyList<Uri> WebProxies { get; init; }

    /// <summary>WebHDFS base addresses by HDFS authority (<c>namenode:8020</c> or a nameservice).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> NameNodes { get; init; }

    /// <summary>The programs that the job's chains need; a session gets each job's with the job.</summary>
    public required IReadOnlyList<StagedProgram> Programs { get; init; }

    /// <summary>How the program is called; only in application mode.</summary>
    public ProgramCall? Call { get; init; }
}

/// <summary>The call of a program's <c>main()</c>.</summary>
/// <param name="EntryType">Full name; null for the assembly's entry point.</param>
/// <param name="Arguments">The program's own, as they were typed.</param>
sealed record ProgramCall(string? EntryType, IReadOnlyList<string> Arguments);

/// <summary>How an application lives.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeploymentMode>))]
enum DeploymentMode
{
    /// <summary>One job; its graph is the local resource <see cref="StagedResource.JobGraphLink"/>.</summary>
    PerJob,

    /// <summary>Job after job by REST, until it is told to end.</summary>
    Session,

    /// <summary>The program's <c>main()</c> runs in the ApplicationMaster.</summary>
    Application,
}

/// <summary>A file on the shared file system as a YARN local resource.</summary>
/// <param name="Link">Its name in the container's work folder.</param>
/// <param name="ModificationTimeMs">Exactly as HDFS tells it; YARN refuses a changed file.</param>
/// <param name="IsArchive">Unpacked by the NodeManager; the link is then a folder.</param>
/// <param name="IsCached">
/// Shared by the user's applications (PRIVATE), otherwise the application's own (APPLICATION).
/// </param>
sealed record StagedResource(
    string Link, Uri Uri, long Size, long ModificationTimeMs, bool IsArchive, bool IsCached)
{
    /// <summary>The folder with the ApplicationMaster's and the TaskManager's executables.</summary>
    public const string DistributionLink = "flinkyarn";

    public const string JobGraphLink = "job.graph";

    public const string ConfigurationLink = "config.yaml";

    /// <summary>The application's certificate with its key.</summary>
    public const string CertificateLink = "application.pfx";

    /// <summary>The application's REST secret; never given to TaskManagers.</summary>
    public const string SecretLink = "application.secret";

    /// <summary>Folder of the programs, each by its hash.</summary>
    public const string ProgramsLink = "programs";
}

/// <summary>A program's archive by content.</summary>
/// <param name="Sha256">Of the archive; 64 hexadecimal digits.</param>
/// <param name="EntryAssembly">File name of the program's main assembly.</param>
sealed record StagedProgram(string Sha256, string EntryAssembly, Uri Uri, long Size);

/// <summary>The descriptor's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ApplicationDescriptor))]
sealed partial class ApplicationDescriptorJson : JsonSerializerContext;
