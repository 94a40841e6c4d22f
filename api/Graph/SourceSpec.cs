using System.Text.Json.Serialization;

namespace FlinkYarn.Api.Graph;

/// <summary>What the ApplicationMaster must know to cut a source into splits, without the job's own types.</summary>
[JsonDerivedType(typeof(SequenceSourceSpec), "sequence")]
[JsonDerivedType(typeof(CollectionSourceSpec), "collection")]
[JsonDerivedType(typeof(TextFileSourceSpec), "text-file")]
abstract record SourceSpec;

/// <summary>The numbers <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
sealed record SequenceSourceSpec(long From, long To) : SourceSpec;

/// <summary>Elements that travel in the chain itself.</summary>
sealed record CollectionSourceSpec(int Count) : SourceSpec;

/// <summary>Lines of a file, or of all files of a folder, cut by block.</summary>
sealed record TextFileSourceSpec(string Uri) : SourceSpec;

/// <summary>What the ApplicationMaster does for a sink when all tasks of the job have finished.</summary>
[JsonDerivedType(typeof(FileSinkSpec), "file")]
[JsonDerivedType(typeof(CollectSinkSpec), "collect")]
abstract record SinkSpec(string OperatorId);

/// <summary>Files are written aside below <paramref name="Uri"/> and renamed into it when the job finishes.</summary>
sealed record FileSinkSpec(string OperatorId, string Uri) : SinkSpec(OperatorId);

/// <summary>Rows travel to the JobManager, which keeps them for the client.</summary>
sealed record CollectSinkSpec(string OperatorId) : SinkSpec(OperatorId);
