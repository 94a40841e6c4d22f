using System.Net;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.AppMaster;

/// <summary>What YARN tells a container by its environment (<c>ApplicationConstants.Environment</c>).</summary>
sealed record ContainerEnvironment
{
    /// <summary>The node's name as its NodeManager gives it.</summary>
    public required string Host { get; init; }

    /// <summary>Which try of YARN's at this application it is, from 1.</summary>
    public required int Attempt { get; init; }

    public required string LogFolder { get; init; }

    public required CredentialsFile Credentials { get; init; }

    /// <summary>Local resources of every TaskManager's container, by link name.</summary>
    public required IReadOnlyList<StagedResource> TaskManagerResources { get; init; }

    /// <summary>What leads to the node's own Hadoop configuration, where the cluster lets containers see it.</summary>
    public required HadoopEnvironment Hadoop { get; init; }

    /// <exception cref="IOException">This is no YARN container, or a file of it is missing.</exception>
    public static ContainerEnvironment Read() => new()
    {
        Host = Variable("NM_HOST"),
        Attempt = ContainerId.TryParse(Variable("CONTAINER_ID"), out var id)
            ? id.Attempt.Attempt
            : throw new IOException($"CONTAINER_ID '{Variable("CONTAINER_ID")}' is no container's id of YARN."),
        LogFolder = Variable("LOG_DIRS").Split(',')[0],
        Credentials = CredentialsFile.Read(File.ReadAllBytes(Variable(CredentialsFile.Variable))),
        TaskManagerResources = TaskManagerFiles.Decode(Variable(TaskManagerFiles.Variable)),
        Hadoop = HadoopEnvironment.OfProcess(),
    };

    /// <summary>The node's own address: nothing listens on all of them.</summary>
    public async Task<IPAddress> ResolveAsync(CancellationToken cancellationToken) =>
        (await Dns.GetHostAddressesAsync(Host, cancellationToken))
            .OrderBy(address => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 0 : 1)
            .FirstOrDefault() ?? throw new IOException($"The node's name {Host} has no address.");

    static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new IOException($"The environment has no {name}: this is not a YARN container.");
}
