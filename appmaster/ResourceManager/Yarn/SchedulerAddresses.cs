using System.Net;
using System.Text.Json;
using FlinkYarn.Hadoop.Configuration;
using FlinkYarn.Runtime.Contracts.Deployment;

namespace FlinkYarn.AppMaster.ResourceManager.Yarn;

/// <summary>Where YARN's scheduler is: nothing in a container's environment says it.</summary>
static class SchedulerAddresses
{
    /// <summary>What the client wrote down.</summary>
    /// <exception cref="FormatException">One is not host:port.</exception>
    public static IReadOnlyList<DnsEndPoint> Parse(IEnumerable<string> addresses) => [.. addresses.Select(Parse)];

    /// <summary>
    /// The same from a folder whose descriptor may be damaged or of another version, or else from the node's own
    /// Hadoop configuration; empty when neither says it.
    /// </summary>
    public static IReadOnlyList<DnsEndPoint> Find(string folder, HadoopEnvironment environment)
    {
        try
        {
            using var descriptor = JsonDocument.Parse(
                File.ReadAllBytes(Path.Combine(folder, ApplicationDescriptor.FileName)));
            return Parse(descriptor.RootElement.GetProperty("schedulerAddresses").EnumerateArray()
                .Select(address => address.GetString() ?? ""));
        }
        catch (Exception damage) when (damage is IOException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException)
        {
            var addresses = new YarnAddresses(HadoopConfiguration.Load(environment));
            return addresses.IsConfigured ? addresses.Scheduler() : [];
        }
    }

    static DnsEndPoint Parse(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(address.AsSpan(colon + 1), out var port)
            ? new DnsEndPoint(address[..colon], port)
            : throw new FormatException($"'{address}' is no scheduler address host:port.");
    }
}
