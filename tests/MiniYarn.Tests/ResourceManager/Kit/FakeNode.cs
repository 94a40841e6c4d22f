using System.Threading.Channels;
using FlinkYarn.Hadoop.Proto;
using FlinkYarn.Hadoop.Security;
using FlinkYarn.Hadoop.Yarn;
using FlinkYarn.MiniYarn.Nodes;
using FlinkYarn.MiniYarn.ResourceManager.Scheduling;

namespace FlinkYarn.MiniYarn.Tests.ResourceManager.Kit;

/// <summary>A node that starts nothing: it keeps what it was ordered, and reports what the test says.</summary>
sealed class FakeNode(string host, long memoryMb, Dictionary<string, long>? others = null) : INode
{
    readonly Channel<MasterLaunch> launches = Channel.CreateUnbounded<MasterLaunch>();
    readonly Channel<(ContainerId Container, int ExitStatus)> stops =
        Channel.CreateUnbounded<(ContainerId, int)>();

    readonly Channel<YarnApplicationId> ends = Channel.CreateUnbounded<YarnApplicationId>();

    public NodeIdProto Id { get; } = new() { Host = host, Port = 8041 };

    public string HttpAddress => $"{host}:8042";

    public ResourceProto Capacity { get; } = new ResourceAmount(memoryMb, 8, new OtherResources(others)).ToProto();

    public INodeEvents Events { get; set; } = null!;

    public void StartApplicationMaster(ContainerTokenIdentifierProto container, ContainerLaunchContextProto launch) =>
        launches.Writer.TryWrite(new MasterLaunch(ContainerId.Of(container.ContainerId), container, launch));

    public void Stop(ContainerIdProto container, int exitStatus, string diagnostics) =>
        stops.Writer.TryWrite((ContainerId.Of(container), exitStatus));

    public void EndApplication(ApplicationIdProto application) =>
        ends.Writer.TryWrite(YarnApplicationId.Of(application));

    public ValueTask<MasterLaunch> LaunchAsync() => launches.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<(ContainerId Container, int ExitStatus)> StopAsync() =>
        stops.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<YarnApplicationId> EndAsync() => ends.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public bool HasLaunch => launches.Reader.Count > 0;

    /// <summary>Says that a container's process has ended.</summary>
    public void Complete(ContainerId container, int exitStatus, string diagnostics = "") =>
        Events.ContainerCompleted(Id, new ContainerStatusProto
        {
            ContainerId = container.ToProto(),
            State = ContainerStateProto.CComplete,
            ExitStatus = exitStatus,
            Diagnostics = diagnostics,
        });

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The order to start an ApplicationMaster.</summary>
sealed record MasterLaunch(
    ContainerId Container, ContainerTokenIdentifierProto Identifier, ContainerLaunchContextProto Context)
{
    public CredentialsFile Credentials => CredentialsFile.Read(Context.Tokens.Span);

    public string Variable(string name) =>
        Context.Environment.Single(variable => variable.Key == name).Value;
}
