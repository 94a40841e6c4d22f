using System.Text.Json;
using FlinkYarn.Api.Graph;
using FlinkYarn.Runtime.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;
using FlinkYarn.Runtime.Security;

namespace FlinkYarn.AppMaster;

/// <summary>What the client put into the ApplicationMaster's work folder.</summary>
sealed record ApplicationFiles
{
    public required ApplicationDescriptor Application { get; init; }

    /// <summary>The job of a per-job application; null in the other modes.</summary>
    public required JobGraph? Job { get; init; }

    public required Settings Settings { get; init; }

    public required ApplicationCredentials Credentials { get; init; }

    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="JsonException">The descriptor is damaged.</exception>
    public static ApplicationFiles Read(string folder)
    {
        var application = JsonSerializer.Deserialize(
            File.ReadAllBytes(Path.Combine(folder, ApplicationDescriptor.FileName)),
            ApplicationDescriptorJson.Default.ApplicationDescriptor);
        return application is { Version: ApplicationDescriptor.CurrentVersion }
            ? new ApplicationFiles
            {
                Application = application,
                Job = application.Mode == DeploymentMode.PerJob
                    ? JobGraphCodec.Decode(File.ReadAllBytes(Path.Combine(folder, StagedResource.JobGraphLink)))
                    : null,
                Settings = SettingsFile.Read(Path.Combine(folder, StagedResource.ConfigurationLink)),
                Credentials = ApplicationCredentials.Load(
                    Path.Combine(folder, StagedResource.CertificateLink),
                        Path.Combine(folder, StagedResource.SecretLink)),
            }
            : throw new IOException(
                $"{ApplicationDescriptor.FileName} has version {application?.Version}; this ApplicationMaster reads "
                + $"{ApplicationDescriptor.CurrentVersion}. Submit with the client of the same distribution.");
    }
}
