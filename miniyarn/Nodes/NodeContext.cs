using FlinkYarn.Hadoop.Proto;
using FlinkYarn.MiniYarn.Mailbox;

namespace FlinkYarn.MiniYarn.Nodes;

/// <summary>What all parts of one node have in common. Its addresses are complete once it listens.</summary>
internal sealed class NodeContext(NodeOptions options, CommandLoop loop, ILoggerFactory loggers, TimeProvider time)
{
    public NodeOptions Options => options;

    public NodeIdProto Id { get; } = new() { Host = options.Host, Port = options.Port };

    public int WebPort { get; set; } = options.WebPort;

    public string HttpAddress => $"{options.Host}:{WebPort}";

    public NodeFolders Folders { get; } = new(options.Folder);

    public CommandLoop Loop => loop;

    public ILoggerFactory Loggers => loggers;

    public TimeProvider Time => time;
}
