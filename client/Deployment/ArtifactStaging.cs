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
        var upload = new ArtifactUpload(fileSystem, root, options.Replication, output);
        var distribution = await upload.PutAsync(shipment.Distribution, cancellationToken);
        state.Resources.Add(Staged(StagedResource.DistributionLink, distribution, isArchive: true, isCached: true));
        var programs = new List<StagedProgram>();
        if (shipment.Program is { } shipped)
        {
            var (program, file) = await upload.PutAsync(shipped, cancellationToken);
            programs.Add(program);
            state.Resources.Add(Staged(
                $"{StagedResource.ProgramsLink}/{program.Sha256}", file, isArchive: true, isCached: true));
        }

        await fileSystem.CreateDirectoryAsync(state.Staging, PrivateFolder, cancellationToken);
        await StageShipFilesAsync(state, cancellationToken);
        await StageOwnFilesAsync(state, programs, cancellationToken);
    }

    public Task UndoAsync(DeploymentState state, CancellationToken cancellationToken) =>
        fileSystem.DeleteAsync(state.Staging, true, cancellationToken);

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
        DeploymentState state, IReadOnlyList<StagedProgram> programs, CancellationToken cancellationToken)
    {
        List<(string Link, byte[] Bytes)> files =
        [
            (StagedResource.ConfigurationLink, Encoding.UTF8.GetBytes(SettingsFile.Write(options.Settings))),
            (StagedResource.CertificateLink, state.Credentials!.ExportCertificate()),
            (StagedResource.SecretLink, Encoding.UTF8.GetBytes(state.Credentials.Secret!)),
        ];
        if (state.Request.Graph is { } graph)
        {
            files.Add((StagedResource.JobGraphLink, JobGraphCodec.Encode(graph)));
        }

        var staged = await Task.WhenAll(
            files.Select(file => StageAsync(state, file.Link, file.Bytes, cancellationToken)));
        state.Resources.AddRange(staged);

        var descriptor = await DescribeAsync(state, programs, cancellationToken);
        var json = JsonSerializer.SerializeToUtf8Bytes(
            descriptor, ApplicationDescriptorJson.Default.ApplicationDescriptor);
        state.Resources.Add(await StageAsync(state, ApplicationDescriptor.FileName, json, cancellationToken));
    }

    async Task<StagedResource> StageAsync(
        DeploymentState state, string link, byte[] bytes, CancellationToken cancellationToken) => Staged(
            link,
            await new FileUpload(fileSystem, options.Replication)
                .UploadAsync(bytes, state.Staging.Child(link), cancellationToken),
            isArchive: false, isCached: false);

    async Task<ApplicationDescriptor> DescribeAsync(
        DeploymentState state, IReadOnlyList<StagedProgram> programs, CancellationToken cancellationToken) => new()
        {
            ApplicationId = state.ApplicationId,
            Mode = state.Request.Mode,
            IsAttached = state.Request.IsAttached,
            User = cluster.User,
            Staging = state.Staging,
            SchedulerAddresses = await cluster.GetSchedulerAddressesAsync(cancellationToken),
            NameNodes = cluster.NameNodesOf([root, .. PathsOf(state.Request.Graph)]),
            // The secret opens the REST interface and the graph is the ApplicationMaster's work: TaskManagers get
            // neither.
            TaskManagerResources = [.. state.Resources.Where(resource =>
                resource.Link is not (StagedResource.SecretLink or StagedResource.JobGraphLink))],
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
