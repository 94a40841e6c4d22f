using System.Text;
using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Client.Output;
using FlinkYarn.Runtime.Artifacts;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.FileSystems;

namespace FlinkYarn.Client.Deployment;

/// <summary>
/// Brings distribution and program to the cache by their hashes and all that is the application's own to its staging
/// folder, which only the user can read.
/// </summary>
sealed class ArtifactStaging(
    YarnConnection cluster, DeploymentOptions options, Shipment shipment, Uri root, IOutput output) : IDeploymentStep
{
    const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly IFileSystem fileSystem = cluster.FileSystems.For(root);

    public string Name => "Staging files";

    public async Task RunAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        await fileSystem.CreateDirectoryAsync(root, PrivateFolder, cancellationToken);
        var folder = fileSystem.CreateDirectoryAsync(state.Staging, PrivateFolder, cancellationToken);
        var schedulers = cluster.GetSchedulerAddressesAsync(cancellationToken);
        var programs = StageSharedFilesAsync(state, cancellationToken);
        // All have ended when one fails: a folder must not be made after it was taken back.
        await Task.WhenAll(folder, schedulers, programs);
        await StageShipFilesAsync(state, cancellationToken);
        await StageOwnFilesAsync(state, Describe(state, await programs, await schedulers), cancellationToken);
    }

    public Task UndoAsync(DeploymentState state, CancellationToken cancellationToken) =>
        fileSystem.DeleteAsync(state.Staging, true, cancellationToken);

    async Task<IReadOnlyList<StagedProgram>> StageSharedFilesAsync(
        DeploymentState state, CancellationToken cancellationToken)
    {
        var upload = new ArtifactUpload(fileSystem, root, options.Replication, output);
        var distribution = await upload.PutAsync(shipment.Distribution, cancellationToken);
        state.Resources.Add(Staged(StagedResource.DistributionLink, distribution, isArchive: true, isCached: true));
        if (shipment.Program is not { } shipped)
        {
            return [];
        }

        var (program, file) = await upload.PutAsync(shipped, cancellationToken);
        state.Resources.Add(Staged(
            $"{StagedResource.ProgramsLink}/{program.Sha256}", file, isArchive: true, isCached: true));
        return [program];
    }

    async Task StageShipFilesAsync(DeploymentState state, CancellationToken cancellationToken)
    {
        foreach (var file in shipment.Files)
        {
            var status = file.Remote;
            if (file.Local is { } local)
            {
                using var progress = output.Upload(file.Link, local.Length);
                var place = file.Link.Split('/')
                    .Aggregate(state.Staging.Child("files"), (folder, part) => folder.Child(part));
                status = await new FileUpload(fileSystem, options.Replication)
                    .UploadAsync(local, place, progress, cancellationToken);
            }

            state.Resources.Add(Staged(file.Link, status!, file.IsArchive, isCached: false));
        }
    }

    async Task StageOwnFilesAsync(
        DeploymentState state, ApplicationDescriptor descriptor, CancellationToken cancellationToken)
    {
        List<(string Link, byte[] Bytes)> files =
        [
            (ApplicationDescriptor.FileName, JsonSerializer.SerializeToUtf8Bytes(
                descriptor, ApplicationDescriptorJson.Default.ApplicationDescriptor)),
            (StagedResource.ConfigurationLink, Encoding.UTF8.GetBytes(SettingsFile.Write(options.Settings))),
            (StagedResource.CertificateLink, state.Credentials!.ExportCertificate()),
            (StagedResource.SecretLink, Encoding.UTF8.GetBytes(state.Credentials.Secret!)),
        ];
        if (state.Request.Graph is { } graph)
        {
            files.Add((StagedResource.JobGraphLink, JobGraphCodec.Encode(graph)));
        }

        // All at once: each is some round trips and hardly any bytes.
        state.Resources.AddRange(await Task.WhenAll(
            files.Select(file => StageAsync(state, file.Link, file.Bytes, cancellationToken))));
    }

    async Task<StagedResource> StageAsync(
        DeploymentState state, string link, byte[] bytes, CancellationToken cancellationToken) => Staged(
            link,
            await new FileUpload(fileSystem, options.Replication)
                .UploadAsync(bytes, state.Staging.Child(link), cancellationToken),
            isArchive: false, isCached: false);

    ApplicationDescriptor Describe(
        DeploymentState state, IReadOnlyList<StagedProgram> programs, IReadOnlyList<string> schedulers) => new()
        {
            ApplicationId = state.ApplicationId,
            Mode = state.Request.Mode,
            IsAttached = state.Request.IsAttached,
            User = cluster.User,
            Staging = state.Staging,
            SchedulerAddresses = schedulers,
            WebProxies = cluster.WebProxies,
            NameNodes = cluster.NameNodesOf([root, .. PathsOf(state.Request.Graph)]),
            Programs = programs,
            Call = state.Request.Call,
        };

    static IEnumerable<Uri> PathsOf(JobGraph? graph) => graph is null
        ? []
        : graph.Vertices.Select(vertex => vertex.Source).OfType<TextFileSourceSpec>().Select(source => source.Uri)
            .Concat(graph.Vertices.SelectMany(vertex => vertex.Sinks).OfType<FileSinkSpec>().Select(sink => sink.Uri))
            .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null)
            .OfType<Uri>();

    static StagedResource Staged(string link, FileStatus status, bool isArchive, bool isCached) => new(
        link, status.Path, status.Length, status.ModificationTime.ToUnixTimeMilliseconds(), isArchive, isCached);
}
