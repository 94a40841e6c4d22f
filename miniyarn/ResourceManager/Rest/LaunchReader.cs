using System.Buffers.Text;
using System.Text.Json.Nodes;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;

namespace FlinkYarn.MiniYarn.ResourceManager.Rest;

/// <summary>Reads am-container-spec: command, environment, files, credentials (ContainerLaunchContextInfo).</summary>
internal sealed class LaunchReader(JsonObject spec)
{
    public ContainerLaunchContextProto ReadLaunch()
    {
        var launch = new ContainerLaunchContextProto();

        // An array in place of the object is no command: the ApplicationMaster's container then does nothing.
        launch.Command.Add(string.Join(' ', spec.Object("commands")["command"].Elements()));
        foreach (var (name, value) in spec.Entries("environment"))
        {
            launch.Environment.Add(new StringStringMapProto { Key = name, Value = value?.ToString() ?? "" });
        }

        foreach (var (link, value) in spec.Entries("local-resources"))
        {
            var resource = ReadResource(link, value as JsonObject ?? []);
            launch.LocalResources.Add(new StringLocalResourceMapProto { Key = link, Value = resource });
        }

        foreach (var (access, users) in spec.Entries("application-acls"))
        {
            launch.ApplicationACLs.Add(new ApplicationACLMapProto
            {
                AccessType = access == "MODIFY_APP"
                    ? ApplicationAccessTypeProto.AppaccessModifyApp
                    : ApplicationAccessTypeProto.AppaccessViewApp,
                Acl = users?.ToString() ?? "",
            });
        }

        return launch;
    }

    public CredentialsFile ReadCredentials()
    {
        var credentials = spec.Object("credentials");
        try
        {
            return new CredentialsFile(
                [.. credentials.Entries("tokens")
                    .Select(entry => (entry.Key, HadoopToken.Parse(entry.Value?.ToString() ?? "")))],
                [.. credentials.Entries("secrets")
                    .Select(entry => (entry.Key, Base64Url.DecodeFromChars(entry.Value?.ToString() ?? "")))]);
        }
        catch (Exception failure) when (failure is InvalidDataException or FormatException)
        {
            throw RestFailure.BadRequest($"Could not parse credentials data, exception message = {failure.Message}");
        }
    }

    static LocalResourceProto ReadResource(string link, JsonObject resource)
    {
        if (!Uri.TryCreate(resource.Text("resource"), UriKind.Absolute, out var uri))
        {
            throw RestFailure.BadRequest($"The resource '{link}' has no valid URI: {resource.Text("resource")}");
        }

        return new LocalResourceProto
        {
            Resource = new URLProto
            {
                Scheme = uri.Scheme,
                Host = uri.Host,
                Port = uri.Port,
                File = Uri.UnescapeDataString(uri.AbsolutePath),
            },
            Size = resource.Number("size", -1),
            Timestamp = resource.Number("timestamp", -1),
            Type = resource.Text("type") switch
            {
                "ARCHIVE" => LocalResourceTypeProto.Archive,
                "PATTERN" => LocalResourceTypeProto.Pattern,
                _ => LocalResourceTypeProto.File,
            },
            Visibility = resource.Text("visibility") switch
            {
                "PUBLIC" => LocalResourceVisibilityProto.Public,
                "PRIVATE" => LocalResourceVisibilityProto.Private,
                _ => LocalResourceVisibilityProto.Application,
            },
        };
    }
}
