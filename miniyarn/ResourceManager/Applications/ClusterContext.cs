using FlinkYarn.MiniYarn.Mailbox;

namespace FlinkYarn.MiniYarn.ResourceManager.Applications;

/// <summary>What all parts of one ResourceManager share.</summary>
/// <param name="Loop">Where all its state lives.</param>
/// <param name="Timestamp">When it was started, in ms: a part of every id, and the mark on its tokens.</param>
internal sealed record ClusterContext(CommandLoop Loop, TimeProvider Time, ILoggerFactory Loggers, long Timestamp)
{
    public ClusterLinks Links { get; } = new();
}
