namespace FlinkYarn.Api.Graph;

/// <summary>One unit of deployment: a chain of operators that run in one task, <see cref="Parallelism"/> times.</summary>
sealed record JobVertex
{
    /// <summary>32 hexadecimal digits; derived from uids or from the place in the program, so that it is stable.</summary>
    public required string Id { get; init; }

    /// <summary>The operators' names joined as Flink does: <c>Source: words -> Map -> Filter</c>.</summary>
    public required string Name { get; init; }

    public required int Parallelism { get; init; }

    /// <summary>Number of key groups.</summary>
    public required int MaxParallelism { get; init; }

    public string SlotSharingGroup { get; init; } = "default";

    public required IReadOnlyList<OperatorInfo> Operators { get; init; }

    /// <summary>The <see cref="OperatorChain"/> written by the closure codec; only a TaskManager reads it.</summary>
    public required byte[] Chain { get; init; }

    /// <summary>What the split enumerator in the ApplicationMaster needs; null when the chain's head is no source.</summary>
    public SourceSpec? Source { get; init; }

    /// <summary>Sinks of this chain that the ApplicationMaster commits at the end.</summary>
    public IReadOnlyList<SinkSpec> Sinks { get; init; } = [];
}

/// <summary>What people see of one operator: in plans, logs, metrics and errors.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="Name">As given by <c>Name()</c>, or the operator's kind.</param>
/// <param name="Uid">As given by <c>Uid()</c>.</param>
/// <param name="Kind">Map, Filter, Reduce, …</param>
/// <param name="Location">File and line of the user's call, when known.</param>
sealed record OperatorInfo(string Id, string Name, string? Uid, string Kind, string? Location);
