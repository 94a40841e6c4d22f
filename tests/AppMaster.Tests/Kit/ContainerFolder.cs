using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.AppMaster.Tests.Kit;

/// <summary>An ApplicationMaster's work folder and its staging folder, as the client leaves them.</summary>
sealed class ContainerFolder : IDisposable
{
    readonly DirectoryInfo root = Directory.CreateTempSubdirectory("flinkyarn-test-");

    public ContainerFolder()
    {
        var descriptor = JsonSerializer.SerializeToUtf8Bytes(
            new ApplicationDescriptor
            {
                ApplicationId = "application_1795414646467_0005",
                Mode = DeploymentMode.PerJob,
                IsAttached = false,
                User = "alice",
                Staging = new Uri($"file://{Staging}"),
                SchedulerAddresses = ["rm-1:8030", "rm-2:8030"],
                WebProxies = [],
                NameNodes = new Dictionary<string, IReadOnlyList<string>>(),
                Programs = [],
            }, ApplicationDescriptorJson.Default.ApplicationDescriptor);
        Directory.CreateDirectory(Staging);
        File.WriteAllBytes(Path.Combine(Staging, ApplicationDescriptor.FileName), descriptor);
        Write(ApplicationDescriptor.FileName, descriptor);
        Write(StagedResource.JobGraphLink, JobGraphCodec.Encode(TestMaster.Graph(1, environment =>
            environment.FromSequence(1, 10).Print())));
        Write(StagedResource.ConfigurationLink, "taskmanager.numberOfTaskSlots: 1\n"u8.ToArray());
        using var credentials = ApplicationCredentials.Create("application_1795414646467_0005", TimeProvider.System);
        Write(StagedResource.CertificateLink, credentials.ExportCertificate());
        File.WriteAllText(Path.Combine(Work, StagedResource.SecretLink), credentials.Secret);
    }

    public string Work => root.CreateSubdirectory("work").FullName;

    public string Staging => Path.Combine(root.FullName, "staging");

    public void Write(string file, byte[] content) => File.WriteAllBytes(Path.Combine(Work, file), content);

    public void Replace(string file, string part, string by)
    {
        var path = Path.Combine(Work, file);
        var text = File.ReadAllText(path);
        text.Should().Contain(part);
        File.WriteAllText(path, text.Replace(part, by, StringComparison.Ordinal));
    }

    public void Delete(string file) => File.Delete(Path.Combine(Work, file));

    public void Dispose() => root.Delete(recursive: true);
}
