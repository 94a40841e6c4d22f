namespace FlinkYarn.Api.Graph;

/// <summary>
/// A job as it travels from the program to the Dispatcher: vertices (chains of operators) and the edges between them.
/// What needs the job's own types is opaque here (<see cref="JobVertex.Chain"/>), so that the ApplicationMaster never
/// loads user code.
/// </summary>
sealed record JobGraph
{
    /// <summary>Format of the encoded graph; a reader refuses others.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public required string JobId { get; init; }

    public required string Name { get; init; }

    /// <summary>In topological order: an edge's source stands before its target.</summary>
    public required IReadOnlyList<JobVertex> Vertices { get; init; }

    public required IReadOnlyList<JobEdge> Edges { get; init; }

    /// <summary>Settings that <c>main()</c> made, by their configuration keys.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();
}
